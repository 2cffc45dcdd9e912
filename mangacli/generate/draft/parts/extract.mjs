// Unpacked npm packages in, their artwork as plain JSON on standard output.
//
//   node extract.mjs REACT_PEEPS LORELEI > artwork.json
//
// REACT_PEEPS and LORELEI are the folders of the unpacked packages. Each entry of the result:
// {source, kind, name, shapes: [{d, fill, rule, moved: [x, y]}]}. The fills "ink" and "paper" stand for the
// colours that the packages leave to the caller; a shape {head: true} marks where a head goes between the
// hair behind it and the hair before it. Only a maintainer runs this: see pack.py.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const [peepsFolder, loreleiFolder] = process.argv.slice(2).map((folder) => resolve(folder));
const INK = "#000000";
const PAPER = "#ffffff";

/** Stands in for React: keeps elements as plain trees. */
const react = {
  createElement: (type, props, ...children) => ({ type, props: props ?? {}, children: children.flat() }),
};

/** A CommonJS file → its exports, with React replaced and no other module known. */
function loadComponent(file) {
  const module = { exports: {} };
  const require = (name) => {
    if (name !== "react") throw new Error(`${file} wants ${name}`);
    return { __esModule: true, default: react, ...react };
  };
  new Function("module", "exports", "require", readFileSync(file, "utf8"))(module, module.exports, require);
  return module.exports;
}

/** A CSS colour of the artwork → "ink", "paper", or the colour itself. */
function role(fill) {
  const colour = (fill ?? INK).toLowerCase();
  if (colour === INK || colour === "#000") return "ink";
  return colour === PAPER || colour === "#fff" ? "paper" : colour;
}

/** An element tree → its paths in paint order, moved by the groups around them. */
function shapesOf(element, x = 0, y = 0) {
  if (element === null || typeof element !== "object") return [];
  const shift = /translate\(\s*([-\d.eE]+)[ ,]+([-\d.eE]+)\s*\)/.exec(element.props.transform ?? "");
  if (element.props.transform && !shift) throw new Error(`unknown transform ${element.props.transform}`);
  if (shift) [x, y] = [x + Number(shift[1]), y + Number(shift[2])];
  const below = element.children.flatMap((child) => shapesOf(child, x, y));
  if (element.type !== "path") return below;
  const { d, fill, fillRule } = element.props;
  return fill === "none" ? below : [{ d, fill: role(fill), rule: fillRule ?? "nonzero", moved: [x, y] }, ...below];
}

function peeps(folder) {
  const kinds = ["pose/standing", "pose/sitting", "pose/bust", "hair", "facialHair", "accessories"];
  const parts = [];
  for (const kind of kinds) {
    const home = join(folder, "lib/peeps", kind);
    const files = readdirSync(home).filter((name) => /^[A-Z].*\.js$/.test(name)).sort();
    for (const file of files) {
      const name = file.replace(/\.js$/, "");
      const [component] = Object.values(loadComponent(join(home, file))).filter((it) => typeof it === "function");
      if (!component) continue; // an index of the folder
      const shapes = shapesOf(component({ strokeColor: INK, backgroundColor: PAPER }));
      parts.push({ source: "react-peeps", kind, name, shapes });
    }
  }
  return parts;
}

/** SVG text of one Lorelei part → its paths in order, `<head/>` kept as a mark. */
function shapesOfText(text) {
  const shapes = [];
  for (const [tag] of text.matchAll(/<[^>]+>/g)) {
    const value = (key) => new RegExp(` ${key}="([^"]*)"`).exec(tag)?.[1];
    if (tag === "<head/>") shapes.push({ head: true });
    else if (tag.startsWith("<path"))
      shapes.push({ d: value("d"), fill: role(value("fill")), rule: value("fill-rule") ?? "nonzero", moved: [0, 0] });
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
    for (const name of Object.keys(variants).sort())
      parts.push({ source: "@dicebear/lorelei", kind, name, shapes: shapesOfText(variants[name](components, colors)) });
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
  sources: [describe(peepsFolder), describe(loreleiFolder)],
  parts: [...peeps(peepsFolder), ...(await lorelei(loreleiFolder))],
};
process.stdout.write(JSON.stringify(result));
