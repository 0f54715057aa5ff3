// Where the map leads: to the pages of bodies and arrangements, and to lists of what it shows.

/** The addresses that a page gives its map, each a function of what is asked for. */
export function addressesOf({ body, bodies, arrangement, list, map, details }) {
  const listWith = (values) => `${list}?${new URLSearchParams(values)}`;
  return {
    body: ({ slug }) => body.replace("SLUG", slug),
    arrangement: ({ reference }) => arrangement.replace("REFERENCE", reference),
    details: ({ reference }) => details.replace("REFERENCE", reference),
    search: (text) => `${bodies}?${new URLSearchParams({ q: text })}`,
    map: (values) => `${map}?${new URLSearchParams(values)}`,
    list: listWith,
    listOf: (catalogue, ...these) => listWith(queryOf(catalogue, these)),
  };
}

/** The query of a body's or a pair's arrangements among those on the map. Where it asks for other
 * bodies already, their arrangements alone: one query cannot say both. */
function queryOf({ query, through }, bodies) {
  const asked = new URLSearchParams(query);
  const isTaken = asked.has("body") || asked.has("with");
  const values = new URLSearchParams(isTaken ? "" : query);
  for (const [place, { slug }] of bodies.entries()) values.append(place ? "with" : "body", slug);
  // Who stands here for a body that is gone is found by what it succeeded.
  if (through) values.set("lineage", "yes");
  return values;
}
