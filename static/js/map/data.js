// The map's data: fetched, unpacked into objects, and asked who shares what with whom.

export class DataProblem extends Error {}

/** Fetches the data of a query string. Throws DataProblem with a sentence for a person. */
export async function fetchData(address, query, signal) {
  let answer;
  try {
    answer = await fetch(query ? `${address}?${query}` : address, { signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new DataProblem("The map's data could not be fetched. Check the connection.");
  }
  if (answer.status === 400) throw new DataProblem((await answer.json()).error);
  if (!answer.ok) throw new DataProblem("The site could not answer just now.");
  return new Catalogue(await answer.json());
}

const rowsOf = (rows, fields) =>
  rows.map((row, index) => {
    const made = { index };
    fields.forEach((field, place) => (made[field] = row[place]));
    return made;
  });

/** What one query found. Bodies, arrangements and links refer to each other as objects. */
export class Catalogue {
  constructor(data) {
    const { fields } = data;
    const { count, query, sentence, chips, ground } = data;
    Object.assign(this, { count, query, sentence, chips, ground });
    this.kinds = data.service_kinds.map(([code, label]) => ({ code, label }));
    const services = rowsOf(data.services, fields.services);
    for (const service of services) service.kind = this.kinds[service.kind];
    this.bodies = rowsOf(data.bodies, fields.bodies);
    for (const body of this.bodies) {
      body.placed = body.lat !== null && body.lat !== undefined;
      body.areas = body.areas ?? [];
      body.kindLabel = data.body_kinds[body.kind];
      body.sectorLabel = data.sectors[body.sector];
      body.arrangements = [];
    }
    this.arrangements = rowsOf(data.arrangements, fields.arrangements);
    for (const arrangement of this.arrangements) {
      arrangement.services = arrangement.services.map((number) => services[number]);
      arrangement.kinds = [...new Set(arrangement.services.map((service) => service.kind))];
      arrangement.partners = rowsOf(arrangement.partners, fields.partners);
      for (const partner of arrangement.partners) {
        partner.body = this.bodies[partner.body];
        partner.roleLabel = data.roles[partner.role] ?? "";
        partner.body.arrangements.push(arrangement);
      }
    }
    this.links = rowsOf(data.links, fields.links);
    for (const link of this.links) {
      link.a = this.bodies[link.a];
      link.b = this.bodies[link.b];
      link.arrangements = link.arrangements.map((number) => this.arrangements[number]);
      link.strands = strandsOf(link, this.kinds);
      link.far = link.arrangements.some((each) => each.geography === "separate");
    }
    this.bySlug = new Map(this.bodies.map((body) => [body.slug, body]));
    this.byReference = new Map(this.arrangements.map((each) => [each.reference, each]));
  }

  get placed() {
    return this.bodies.filter((body) => body.placed);
  }

  busiestCouncils(number) {
    return this.bodies.filter((body) => body.sector === "council").slice(0, number);
  }

  /** The pairs whose partnership leaps over others, farthest first. */
  farthest(number) {
    return this.links
      .filter((link) => link.far && link.geography === "separate")
      .map((link) => ({ link, km: kilometres(link.a, link.b) }))
      .sort((one, other) => other.km - one.km)
      .slice(0, number);
  }
}

/** One strand for each kind of service that a link carries, with how many arrangements. */
function strandsOf(link, kinds) {
  const strands = kinds
    .map((kind) => ({
      kind,
      count: link.arrangements.filter((a) => a.kinds.includes(kind)).length,
    }))
    .filter((strand) => strand.count);
  return strands.length ? strands : [{ kind: null, count: link.arrangements.length }];
}

export function kilometres(a, b) {
  const rad = Math.PI / 180;
  const x = (b.lon - a.lon) * rad * Math.cos(((a.lat + b.lat) / 2) * rad);
  return Math.hypot(x, (b.lat - a.lat) * rad) * 6371;
}

/** Who takes part together with a body, and in how many arrangements; most first. */
export function partnersOf(body) {
  const counts = new Map();
  for (const arrangement of body.arrangements) {
    for (const { body: other } of arrangement.partners) {
      if (other !== body) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts].sort((one, other) => other[1] - one[1] || one[0].index - other[0].index);
}
