// Made-up map data, by columns as the server sends it.

import { Catalogue } from "sharedmap/map/data.js";

const FIELDS = {
  services: ["code", "name", "kind"],
  bodies: ["slug", "name", "label", "lat", "lon", "sector", "kind", "count", "areas"],
  before: ["slug", "name"],
};

const TEXTS = ["", "Running in 2012", "Since 2010", "by succession"];
const ROLES = ["", "lead"];

const columns = (rows, width) =>
  Array.from({ length: width }, (_, n) => rows.map((row) => row[n] ?? null));

/** Map data as it travels. Of an arrangement: reference, name, services, status, started,
 * geography, then of its partners bodies, roles, remarks, those before them, and pairs. */
export const packed = ({ services, bodies, arrangements, links, before = [], more = {} }) => ({
  fields: FIELDS,
  count: arrangements.length,
  query: "",
  sentence: "",
  chips: [],
  facets: {},
  service_kinds: [
    ["management", "Management"],
    ["back_office", "Back office"],
    ["front_office", "Front office"],
    ["frontline", "Front line"],
  ],
  sectors: { council: "Council", police: "Police" },
  body_kinds: { district: "District council" },
  roles: { lead: "Lead" },
  role_numbers: ROLES,
  texts: TEXTS,
  before: columns(before, 2),
  services: columns(services, 3),
  bodies: columns(bodies, FIELDS.bodies.length),
  arrangements: columns(arrangements, 11),
  links: columns(links, 3),
  ...more,
});

/** bodies: {slug: [lat, lon, count, sector]}; links: [slug, slug, geography, [service, …]]. */
export function catalogue({ bodies, links = [] }) {
  const slugs = Object.keys(bodies);
  const services = [
    ["legal", "Legal", 1],
    ["waste", "Waste", 3],
  ];
  const arrangements = [];
  const linked = links.map(([a, b, geography, used]) => {
    const [one, other] = [slugs.indexOf(a), slugs.indexOf(b)];
    for (const service of used) {
      const number = services.findIndex(([code]) => code === service);
      const reference = `SS${String(arrangements.length + 1).padStart(4, "0")}`;
      const partners = [[one, other], [ROLES.indexOf("lead"), 0], [], [], [0, 1]];
      arrangements.push([reference, service, [number], 0, 0, geography, ...partners]);
    }
    return [one, other, geography];
  });
  const placed = slugs.map((slug) => {
    const [lat, lon, count = 1, sector = "council"] = bodies[slug];
    return [slug, slug, slug, lat, lon, sector, "district", count];
  });
  return new Catalogue(packed({ services, bodies: placed, arrangements, links: linked }));
}
