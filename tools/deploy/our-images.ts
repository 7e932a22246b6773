import { archiveOf, buildImages, targets } from "../images/build-images.ts";

/** Says that the archives of the images are those of this checkout as it is. */
const variable = "LOCALREDIRECT_IMAGES_ARE_BUILT";

/** The environment of tests that are to take the images as they are, instead of building them. */
export const imagesAreBuilt: Readonly<Record<string, string>> = { [variable]: "true" };

/**
 * The archives of our images. Where nobody says that they are built already they are, from what
 * earlier builds left where that has not changed.
 *
 * @throws ImageError
 */
export async function ourImages(): Promise<readonly string[]> {
  if (process.env[variable] === "true") return targets.map(archiveOf);
  const images = await buildImages({
    builder: undefined,
    base: undefined,
    tag: "dev",
    cached: true,
    progress: (line) => {
      process.stderr.write(`images: ${line}\n`);
    },
  });
  return images.map(({ file }) => file);
}
