import assert from "node:assert/strict";
import { test } from "node:test";

import { asksForChoice, choiceFromHash, NOTHING } from "sharedmap/map/choice.js";
import { Catalogue, kilometres, partnersOf } from "sharedmap/map/data.js";
import { fileName } from "sharedmap/map/names.js";

import { catalogue, packed } from "./made.mjs";

const MADE = catalogue({
  bodies: { london: [51.5074, -0.1278, 3], leeds: [53.8008, -1.5491, 2], nowhere: [null, null] },
  links: [
    ["london", "leeds", "separate", ["legal", "waste"]],
    ["london", "nowhere", "", ["legal"]],
  ],
});

test("columns of numbers become objects that know each other", () => {
  const [london, leeds, nowhere] = MADE.bodies;
  assert.equal(london.sectorLabel, "Council");
  assert.equal(london.kindLabel, "District council");
  assert.equal(london.arrangements.length, 3);
  assert.equal(MADE.arrangements[0].partners[0].body, london);
  assert.equal(MADE.arrangements[0].partners[0].roleLabel, "Lead");
  assert.equal(MADE.arrangements[0].kinds[0].code, "back_office");
  assert.equal(MADE.links[0].b, leeds);
  assert.ok(!nowhere.placed && nowhere.areas.length === 0);
  assert.deepEqual(MADE.placed, [london, leeds]);
});

const BODIES = ["a", "b", "c"].map((slug) => [slug, slug, slug, 52, 0, "council", "district", 1]);
const SERVICES = [["legal", "Legal", 1]];
const PAIR = ["SS0001", "One", [0], 1, 2, "adjoining", [0, 1], [1, 0], [], [], [0, 1]];
const LATER = ["SS0002", "Two", [], 0, 0, "", [2, 0, 1], [0, 0, 0], [0, 3], [0, [0]], [1, 2]];
const made = (more = {}) =>
  new Catalogue(
    packed({
      services: SERVICES,
      bodies: BODIES,
      before: [["z", "Z"]],
      arrangements: [PAIR, LATER],
      links: [
        [0, 1, "adjoining"],
        [0, 2, ""],
      ],
      more,
    }),
  );

test("an arrangement has its words, partners, their roles, remarks and those before them", () => {
  const [one, two] = made().arrangements;
  assert.deepEqual(
    [one.status, one.started, one.services[0].name, one.succeeded],
    ["Running in 2012", "Since 2010", "Legal", false],
  );
  assert.deepEqual(
    one.partners.map(({ body, role, roleLabel }) => [body.slug, role, roleLabel]),
    [
      ["a", "lead", "Lead"],
      ["b", "", ""],
    ],
  );
  assert.deepEqual(
    two.partners.map(({ body, remark, before }) => [body.slug, remark, before.map((b) => b.name)]),
    [
      ["c", "", []],
      ["a", "by succession", ["Z"]],
      ["b", "", []],
    ],
  );
  assert.ok(two.succeeded && two.kinds.length === 0);
});

test("links carry the arrangements whose partners they join, bodies those they take part in", () => {
  const { links, bodies } = made();
  const carried = links.map(({ arrangements }) => arrangements.map(({ reference }) => reference));
  assert.deepEqual(carried, [["SS0001", "SS0002"], []]);
  assert.deepEqual(
    bodies.map(({ arrangements }) => arrangements.length),
    [2, 2, 1],
  );
});

test("what is not known is faint, with the bodies and links that have nothing else", () => {
  const { arrangements, bodies, links } = made({ count: 1 });
  assert.deepEqual(
    arrangements.map(({ faint }) => faint),
    [false, true],
  );
  assert.deepEqual(
    bodies.map(({ faint }) => faint),
    [false, false, true],
  );
  assert.ok(!links[0].faint);
});

test("an empty map has nothing in it", () => {
  const nothing = new Catalogue(packed({ services: [], bodies: [], arrangements: [], links: [] }));
  assert.deepEqual([nothing.bodies, nothing.arrangements, nothing.links], [[], [], []]);
});

test("a link has a strand for each kind of service", () => {
  assert.deepEqual(
    MADE.links[0].strands.map(({ kind, count }) => [kind.code, count]),
    [
      ["back_office", 1],
      ["frontline", 1],
    ],
  );
});

test("partners of a body come with the number of arrangements, most first", () => {
  assert.deepEqual(
    partnersOf(MADE.bodies[0]).map(([body, count]) => [body.slug, count]),
    [
      ["leeds", 2],
      ["nowhere", 1],
    ],
  );
});

test("distances are those on the ground", () => {
  assert.ok(Math.abs(kilometres(MADE.bodies[0], MADE.bodies[1]) - 272) < 3);
});

test("an address names a body, an arrangement, or nothing that is here", () => {
  assert.equal(choiceFromHash("#body=leeds", MADE).centre[0].slug, "leeds");
  assert.equal(choiceFromHash("#SS0002", MADE).type, "arrangement");
  assert.equal(choiceFromHash("#body=atlantis", MADE), NOTHING);
  assert.ok(asksForChoice("#body=atlantis") && !asksForChoice("#main"));
});

test("a saved picture's file says what it shows and when", () => {
  const day = new Date("2026-03-02T12:00:00Z");
  assert.equal(
    fileName("Slough Borough Council: libraries & more", day),
    "sharedmap-slough-borough-council-libraries-more-2026-03-02.svg",
  );
  assert.ok(fileName("x".repeat(300), day).length < 90);
});
