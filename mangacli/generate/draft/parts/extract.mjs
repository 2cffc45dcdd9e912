// An unpacked npm package in, its artwork as plain JSON on standard output.
//
//   node extract.mjs LORELEI > artwork.json
//
// LORELEI is the folder of the unpacked package. Each entry of the result:
// {source, kind, name, sha256, shapes: [{d, fill, rule}]}, where sha256 is that of the part's SVG text. The fills "ink"
// and "paper" stand for the colours that the package leaves to the caller; a shape {head: true} marks where a
// head goes between the hair behind it and the hair before it. Only a maintainer runs this: see pack.py.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const [loreleiFolder] = process.argv.slice(2).map((folder) => resolve(folder));
const INK = "#000000";
const PAPER = "#ffffff";

/** A CSS colour of the artwork → "ink", "paper", or the colour itself. */
function role(fill) {
  const colour = (fill ?? INK).toLowerCase();
  if (colour === INK || colour === "#000") return "ink";
  return colour === PAPER || colour === "#fff" ? "paper" : colour;
}

/** SVG text of one Lorelei part → its paths in order, `<head/>` kept as a mark. */
function shapesOfText(text) {
  const shapes = [];
  for (const [tag] of text.matchAll(/<[^>]+>/g)) {
    const value = (key) => new RegExp(` ${key}="([^"]*)"`).exec(tag)?.[1];
    if (tag === "<head/>") shapes.push({ head: true });
    else if (tag.startsWith("<path"))
      shapes.push({ d: value("d"), fill: role(value("fill")), rule: value("fill-rule") ?? "nonzero" });
    else if (!/^<\/?g\b[^>]*>$/.test(tag) || / transform=/.test(tag)) throw new Error(`unknown tag ${tag}`);
  }
  return shapes;
}

async function lorelei(folder) {
  const kinds = ["head", "hair", "eyes", "eyebrows", "nose", "mouth", "beard", "glasses", "earrings", "freckles"];
  const colors = new Proxy({}, { get: (_, part) => (part === "skin" ? PAPER : INK) });
  const parts = [];
  for (const kind of [...kinds, "hairAccessories"]) {
    const code = readFileSync(join(folder, "lib/components", `${kind}.js`), "utf8");
    const own = code.replace(/^import .*@dicebear\/core.*$/m, "const escape = { xml: (text) => text };");
    const variants = (await import(`data:text/javascript,${encodeURIComponent(own)}`))[kind];
    const components = kind === "hair" ? { head: { value: () => "<head/>" } } : {};
    for (const name of Object.keys(variants).sort()) {
      const text = variants[name](components, colors);
      const sha256 = createHash("sha256").update(text).digest("hex");
      parts.push({ source: "@dicebear/lorelei", kind, name, sha256, shapes: shapesOfText(text) });
    }
  }
  return parts;
}

/** What is known about a package: name, version, licence field, digest of its files' names and bytes. */
function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const digest = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  for (const path of paths) digest.update(path.slice(folder.length)).update("\0").update(readFileSync(path));
  return { name, version, license, sha256: digest.digest("hex") };
}

const result = {
  sources: [describe(loreleiFolder)],
  parts: await lorelei(loreleiFolder),
};
process.stdout.write(JSON.stringify(result));
