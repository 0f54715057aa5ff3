// What a catalogue has by a name: bodies by any they have or had, services and arrangements; and where
// nothing has it, what is written nearly so.

import { choiceOfArrangement, choiceOfBody } from "sharedmap/map/choice.js";

export const SHOWN = 8;
const NEAR = 5;

const known = new Map();

/** A text in plain small letters and digits, to compare. */
export function folded(text) {
  if (!known.has(text)) known.set(text, plain(text));
  return known.get(text);
}

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What can be found in a catalogue: `names` has, by slug, the other names of bodies. */
function entriesOf(catalogue, names) {
  return [
    ...catalogue.bodies.map((body) => ({
      text: body.name,
      key: body.slug,
      more: body.kindLabel,
      others: names[body.slug] ?? [],
      rank: 0,
      take: { choice: () => choiceOfBody(body) },
    })),
    ...catalogue.services.map((service) => ({
      text: service.name,
      key: `service ${service.code}`,
      more: "service: filter the map by it",
      others: [],
      rank: 1,
      take: { service },
    })),
    ...catalogue.arrangements.map((each) => ({
      text: each.name,
      key: each.reference,
      more: each.reference,
      others: [each.reference],
      rank: 2,
      take: { choice: () => choiceOfArrangement(each) },
    })),
  ];
}

/** How well an entry fits the words: 0 begins with them, 1 holds them, 2 by another name. */
function fitOf(entry, words) {
  const holds = (name) => words.every((word) => name.includes(word));
  const name = folded(entry.text);
  if (holds(name)) return { fit: name.startsWith(words.join(" ")) ? 0 : 1 };
  const other = entry.others.find((each) => holds(folded(each)));
  return other && { fit: 2, other: other === entry.more ? "" : other };
}

/** The best fits for what was typed, each with the other name by which it was found. */
export function fits(text, catalogue, names = {}) {
  const words = folded(text).split(" ").filter(Boolean);
  if (!words.length) return [];
  return entriesOf(catalogue, names)
    .map((entry) => ({ ...entry, ...fitOf(entry, words) }))
    .filter(({ fit }) => fit !== undefined)
    .map((entry) => (entry.other ? { ...entry, more: `also ${entry.other}` } : entry))
    .sort((one, other) => one.fit - other.fit || one.rank - other.rank)
    .slice(0, SHOWN);
}

const isIn = (catalogue, { key, take }) =>
  !take.choice || catalogue.bySlug.has(key) || catalogue.byReference.has(key);

const asLeftOut = (entry) => ({ ...entry, more: "left out by the filters", isLeftOut: true });

/** The same from the whole catalogue, as far as the filters leave it out of this one. */
export const leftOut = (text, catalogue, whole, names) =>
  fits(text, whole, names)
    .filter((entry) => !isIn(catalogue, entry))
    .map(asLeftOut);

/** What has a name of which each word is one that was typed, or a slip of the keys away from one. */
export function near(text, catalogue, whole, names = {}) {
  const words = folded(text).split(" ").filter(Boolean);
  return entriesOf(whole, names)
    .map((entry) => ({ ...entry, slips: slipsOf(entry, words) }))
    .filter(({ slips }) => slips < Infinity)
    .sort((one, other) => one.slips - other.slips || one.rank - other.rank)
    .slice(0, NEAR)
    .map((entry) => (isIn(catalogue, entry) ? entry : asLeftOut(entry)));
}

/** How many slips lead from the words to the nearest name of an entry; Infinity for too many. */
function slipsOf({ text, others }, words) {
  const inName = (name) => {
    const parts = folded(name).split(" ");
    const each = words.map((word) => Math.min(...parts.map((part) => slips(word, part))));
    return each.reduce((sum, one) => sum + one, 0);
  };
  return Math.min(...[text, ...others].map(inName));
}

/** Letters wrong, missing, too many or changed over between two words; Infinity for more than one
 * in four. Of a long word its beginning is enough. */
export function slips(typed, word) {
  if (word.startsWith(typed)) return 0;
  const most = Math.floor(typed.length / 4);
  if (Math.abs(typed.length - word.length) > most) return Infinity;
  let [older, old] = [[], [...word, ""].map((_, place) => place)];
  for (const [row, letter] of [...typed].entries()) {
    const line = [row + 1];
    for (const [place, other] of [...word].entries()) {
      const swapped = letter === word[place - 1] && typed[row - 1] === other;
      line.push(
        Math.min(
          old[place] + (letter === other ? 0 : 1),
          old[place + 1] + 1,
          line[place] + 1,
          swapped ? older[place - 1] + 1 : Infinity,
        ),
      );
    }
    [older, old] = [old, line];
  }
  return old.at(-1) <= most ? old.at(-1) : Infinity;
}
