"""The partner finder: whom a body could share a service with, and why."""
