// Names of files that a reader keeps.

export function fileName(title, day = new Date()) {
  const words = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const short = words.slice(0, 60).replaceAll(/^-|-$/g, "");
  return `sharedmap-${short}-${day.toISOString().slice(0, 10)}.svg`;
}
