// The backdrop file, decoded: see arrangements/map/backdrop.py for how it is written.

export async function fetchBackdrop(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`backdrop: ${answer.status}`);
  return decode(await answer.json());
}

export function decode({ grid, arcs, land, context, coast, nations, borders, areas }) {
  const lines = arcs.map((steps) => {
    const line = [];
    let x = 0;
    let y = 0;
    for (let n = 0; n < steps.length; n += 2) {
      x += steps[n];
      y += steps[n + 1];
      line.push([y / grid, x / grid]);
    }
    return line;
  });
  const ring = (numbers) =>
    numbers.flatMap((number, place) => {
      const line = number < 0 ? lines[~number].toReversed() : lines[number];
      return place ? line.slice(1) : line;
    });
  const linesOf = (numbers) => numbers.map((number) => lines[number < 0 ? ~number : number]);
  return {
    land: land.map(ring),
    context: context.map(ring),
    coast: linesOf(coast),
    nations: linesOf(nations),
    borders: linesOf(borders),
    areas: new Map(Object.entries(areas).map(([code, rings]) => [code, rings.map(ring)])),
  };
}
