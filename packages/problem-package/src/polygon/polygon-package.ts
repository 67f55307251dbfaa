import type { ContentsReader, PackageContents } from '../contents.ts';
import { UnsupportedFeature } from '../package-error.ts';
import type { PackageFiles } from '../package-files.ts';

export async function readPolygonPackage(_reader: ContentsReader, _files: PackageFiles): Promise<PackageContents> {
  throw new UnsupportedFeature('problem.xml', 'a Codeforces Polygon package');
}
