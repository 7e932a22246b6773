import { archiveOf, buildImages, type ImageOptions, targets } from "../images/build-images.ts";

/** Says that the archives of the images are those of this checkout as it is. */
const variable = "LOCALREDIRECT_IMAGES_ARE_BUILT";

/** The environment of tests that are to take the images as they are, instead of building them. */
export const imagesAreBuilt: Readonly<Record<string, string>> = { [variable]: "true" };

/** How tests have images built: from what earlier builds left, where that has not changed. */
export const ourOptions: ImageOptions = {
  builder: undefined,
  base: undefined,
  tag: "dev",
  cached: true,
  progress: (line) => {
    process.stderr.write(`images: ${line}\n`);
  },
};

/**
 * The archives of our images. Where nobody says that they are built already, they are built.
 *
 * @throws ImageError
 */
export async function ourImages(): Promise<readonly string[]> {
  if (process.env[variable] === "true") return targets.map((target) => archiveOf(target));
  const images = await buildImages(ourOptions);
  return images.map(({ file }) => file);
}
