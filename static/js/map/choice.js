// What is chosen: a body, a pair of bodies, an arrangement, or nothing. It is kept in the address
// after the "#", so that a copied link brings it back.

export const NOTHING = Object.freeze({
  type: "nothing",
  bodies: new Set(),
  arrangements: new Set(),
});

export function choiceOfBody(body) {
  return chosen("body", [body], body.arrangements, `body=${body.slug}`);
}

export function choiceOfPair(a, b) {
  const shared = a.arrangements.filter((each) => b.arrangements.includes(each));
  return chosen("pair", [a, b], shared, `body=${a.slug}&with=${b.slug}`);
}

export function choiceOfArrangement(arrangement) {
  return chosen("arrangement", [], [arrangement], arrangement.reference);
}

function chosen(type, centre, arrangements, hash) {
  const bodies = new Set(centre);
  for (const { partners } of arrangements) for (const { body } of partners) bodies.add(body);
  return { type, centre, bodies, arrangements: new Set(arrangements), hash };
}

/** The choice that an address names, or nothing where the catalogue does not have it. */
export function choiceFromHash(hash, catalogue) {
  const text = hash.replace(/^#/, "");
  const arrangement = catalogue.byReference.get(text.toUpperCase());
  if (arrangement) return choiceOfArrangement(arrangement);
  const named = new URLSearchParams(text);
  const body = catalogue.bySlug.get(named.get("body"));
  const other = catalogue.bySlug.get(named.get("with"));
  if (body && other) return choiceOfPair(body, other);
  return body ? choiceOfBody(body) : NOTHING;
}

/** Whether a hash asks for a choice at all, rather than for a part of the page. */
export const asksForChoice = (hash) => /^#(body=|SS\d)/i.test(hash);
