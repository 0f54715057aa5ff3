"""The benchmarks: `make bench`. Each measures us and a peer, on the same file, in the same run."""
