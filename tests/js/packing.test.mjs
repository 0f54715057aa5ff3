// What travels by columns is rows again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { unpacked } from "sharedmap/map/packing.js";

const packed = {
  count: 2,
  services: [["legal"], ["Legal"], [1]],
  bodies: [["a", "b", "c"]],
  before: [["z"], ["Z"]],
  role_numbers: ["", "lead"],
  texts: ["", "Running in 2012", "by succession", "Since 2010"],
  arrangements: [
    ["SS0001", "SS0002"],
    ["One", "Two"],
    [[0], []],
    [1, 0],
    [3, 0],
    ["adjoining", ""],
    [[0, 1], [2, 0, 1]],
    [[1, 0], [0, 0, 0]],
    [[], [0, 2]],
    [[], [0, [0]]],
    [[0, 1], [1, 2]],
  ],
  links: [
    [0, 0],
    [1, 2],
    ["adjoining", ""],
  ],
};

test("arrangements have their partners, roles, remarks and those before them", () => {
  const { arrangements } = unpacked(packed);
  assert.deepEqual(arrangements[0], [
    ...["SS0001", "One", [0], "Running in 2012", "Since 2010", "adjoining"],
    [
      [0, "lead", "", []],
      [1, "", "", []],
    ],
  ]);
  assert.deepEqual(arrangements[1][6], [
    [2, "", "", []],
    [0, "", "by succession", [0]],
    [1, "", "", []],
  ]);
});

test("links carry the arrangements whose partners they join", () => {
  assert.deepEqual(unpacked(packed).links, [
    [0, 1, "adjoining", [0, 1]],
    [0, 2, "", []],
  ]);
});

test("an empty map has no rows", () => {
  const bare = (columns) => columns.map(() => []);
  const { services, bodies, before, arrangements, links } = packed;
  const nothing = unpacked({
    ...packed,
    ...{ services: bare(services), bodies: bare(bodies), before: bare(before) },
    ...{ arrangements: bare(arrangements), links: bare(links) },
  });
  assert.deepEqual(nothing.arrangements, []);
  assert.deepEqual(nothing.links, []);
});
