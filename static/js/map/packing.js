// The map's data as it travels, by columns, made into rows again: see arrangements/map/packing.py.

const TABLES = ["services", "bodies", "before"];

const rowsFrom = (columns) => columns[0].map((_, place) => columns.map((column) => column[place]));

/** The rows that were packed. */
export function unpacked(data) {
  const { role_numbers: roles, texts } = data;
  const tables = TABLES.map((name) => [name, rowsFrom(data[name])]);
  const links = rowsFrom(data.links).map((row) => [...row, []]);
  const byEnds = new Map(links.map((link) => [`${link[0]} ${link[1]}`, link]));
  const arrangements = rowsFrom(data.arrangements).map((row, number) => {
    const [reference, name, services, status, started, geography, ...of] = row;
    const [bodies, roleOf, remarks, before, pairs] = of;
    const partners = bodies.map((body, place) => [
      body,
      roles[roleOf[place]],
      texts[remarks[place] ?? 0],
      before[place] || [],
    ]);
    for (let at = 0; at < pairs.length; at += 2)
      byEnds.get(`${bodies[pairs[at]]} ${bodies[pairs[at + 1]]}`)[3].push(number);
    return [reference, name, services, texts[status], texts[started], geography, partners];
  });
  return { ...data, ...Object.fromEntries(tables), arrangements, links };
}
