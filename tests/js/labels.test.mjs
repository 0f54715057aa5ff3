import assert from "node:assert/strict";
import { test } from "node:test";

import { anchored, placed } from "sharedmap/map/labels.js";

const SIZE = { x: 400, y: 300 };
const HEIGHT = 15;
const label = (x, y, more = {}) => ({ x, y, radius: 5, width: 80, ...more });
const overlap = (a, b) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  Math.abs(a.top - b.top) < HEIGHT;

test("a label stands right of its mark where there is room", () => {
  const [one] = placed([label(100, 100)], SIZE);
  assert.ok(one.left > 105 && one.left < 112);
  assert.equal(one.top, 100 - HEIGHT / 2);
});

test("at the edge it goes to the other side, and stays within the window", () => {
  const [one] = placed([label(390, 100)], SIZE);
  assert.ok(one.left + one.width < 390);
});

test("no label lies over another; those that come first have the first choice", () => {
  const many = Array.from({ length: 30 }, (_, n) => label(150 + (n % 6) * 12, 100 + n * 3));
  const found = placed(many, SIZE);
  assert.ok(found.length > 3 && found.length < 30);
  found.forEach((one, n) => found.slice(n + 1).forEach((two) => assert.ok(!overlap(one, two))));
  assert.equal(found[0].y, many[0].y);
});

test("one that is wanted is called out where it has no room beside its mark", () => {
  const crowd = Array.from({ length: 40 }, (_, n) => label(150 + (n % 8) * 9, 120 + (n >> 3) * 9));
  const wanted = { ...label(180, 140), wanted: true };
  const found = placed([...crowd.map((each) => ({ ...each, width: 8 })), wanted], SIZE);
  const one = found.find((each) => each.wanted);
  assert.ok(one.end);
  assert.ok(one.left >= 0 && one.left + one.width <= SIZE.x);
});

test("a long label in a small window is still within it", () => {
  const [one] = placed([label(70, 78, { width: 150, wanted: true })], { x: 198, y: 159 });
  assert.ok(one.left >= 0 && one.left + one.width <= 198);
});

test("what is out of sight has no label, wanted or not", () => {
  assert.deepEqual(placed([label(-20, 100, { wanted: true }), label(500, 100)], SIZE), []);
});

test("kept boxes stay free, and of free places the one that hides fewest marks is taken", () => {
  const kept = [{ left: 100, top: 80, right: 400, bottom: 120 }];
  const [one] = placed([label(100, 100)], SIZE, { kept });
  assert.ok(one.left + one.width <= 100 || one.top >= 120 || one.top + HEIGHT <= 80);
  const crowd = [
    { x: 130, y: 100 },
    { x: 150, y: 101 },
  ];
  const [quiet] = placed([label(100, 100)], SIZE, { crowd });
  assert.ok(quiet.left < 100);
});

test("letters keep to the side of their mark, in a font of any width", () => {
  const [right] = placed([label(100, 100)], SIZE);
  assert.deepEqual(anchored(right), { "text-anchor": "start", x: right.left });
  const [left] = placed([label(390, 100)], SIZE);
  assert.deepEqual(anchored(left), { "text-anchor": "end", x: left.left + left.width });
  assert.deepEqual(anchored({ x: 100, left: 60, width: 80 }), { "text-anchor": "middle", x: 100 });
});
