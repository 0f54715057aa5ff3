import assert from "node:assert/strict";
import { test } from "node:test";

import { fits, near, slips } from "sharedmap/map/find.js";
import { catalogue } from "./made.mjs";

const held = catalogue({
  bodies: { teignbridge: [50.5, -3.6, 2, 0], torridge: [51, -4.2, 1, 0], slough: [51.5, -0.6, 1, 0] },
  links: [["teignbridge", "torridge", "separate", ["legal"]]],
});
const keys = (found) => found.map(({ key }) => key);

test("a slip is a letter wrong, missing, too many or changed over", () => {
  for (const typed of ["teignbrigde", "teignbrdge", "teignbriddge", "teignbritge"])
    assert.equal(slips(typed, "teignbridge"), 1, typed);
});

test("the longer a word, the more slips in it", () => {
  assert.equal(slips("tiegnbrigde", "teignbridge"), 2);
  assert.equal(slips("kant", "kent"), 1);
  assert.equal(slips("knt", "kent"), Infinity);
  assert.equal(slips("leeds", "slough"), Infinity);
});

test("the beginning of a word has none", () => assert.equal(slips("teign", "teignbridge"), 0));

test("what nothing is called finds what is called nearly so, and nothing else", () => {
  assert.deepEqual(fits("tiegnbridge", held), []);
  assert.deepEqual(keys(near("tiegnbridge", held, held)), ["teignbridge"]);
  assert.deepEqual(near("xylophone", held, held), []);
});

test("every word must be near one of the same name, former names too", () => {
  assert.deepEqual(near("slogh torridge", held, held), []);
  assert.deepEqual(keys(near("newtn abot", held, held, { teignbridge: ["Newton Abbot"] })), [
    "teignbridge",
  ]);
});
