import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../..');
const KUBERNETES = path.join(ROOT, 'deploy', 'kubernetes');

type Container = { securityContext?: Record<string, unknown>; image: string; resources?: { requests?: object; limits?: object } };
type Pod = { securityContext?: Record<string, unknown>; hostUsers?: boolean; automountServiceAccountToken?: boolean; containers: Container[] };
type Manifest = { apiVersion: string; kind: string; metadata: { name: string; namespace?: string }; spec?: { template?: { spec: Pod } } };

/** Which module of the schemas' packages a kind is in. */
function moduleOf({ apiVersion }: Manifest): string {
  return apiVersion.startsWith('keda.sh/') ? `@kubernetes-models/keda/${apiVersion}` : `kubernetes-models/${apiVersion}`;
}

const manifests = ['base', 'keda'].flatMap((folder) =>
  readdirSync(path.join(KUBERNETES, folder))
    .filter((name) => name !== 'kustomization.yaml')
    .flatMap((name) =>
      parseAllDocuments(readFileSync(path.join(KUBERNETES, folder, name), 'utf8')).map((document) => ({ name, manifest: document.toJS() as Manifest })),
    ),
);
const pods = manifests.flatMap(({ manifest }) => (manifest.spec?.template ? [{ role: manifest.metadata.name, pod: manifest.spec.template.spec }] : []));

describe('the manifests for Kubernetes', () => {
  const work = mkdtempSync(path.join(ROOT, '.cache', 'manifests-'));
  afterAll(() => rmSync(work, { recursive: true }));

  it.each(manifests.map(({ name, manifest }) => [name, manifest.kind, manifest.metadata.name, manifest] as const))(
    '%s: %s %s fits its schema',
    async (_file, kind, _name, manifest) => {
      const kinds = (await import(moduleOf(manifest))) as Record<string, new (data: Manifest) => { validate(): void }>;
      const Model = kinds[kind];
      if (!Model) throw new Error(`${manifest.apiVersion} has no ${kind}`);
      new Model(manifest).validate();
    },
  );

  it('have no field that their schemas do not know', () => {
    expect(misspelt(manifests.map(({ manifest }) => manifest))).toEqual('');
    const [first] = manifests.filter(({ manifest }) => manifest.kind === 'Deployment');
    expect(misspelt([{ ...first?.manifest, spec: { replcas: 1 } } as never])).toContain('replcas');
  }, 120_000);

  it('are listed, each file', () => {
    for (const folder of ['base', 'keda']) {
      const listed = readFileSync(path.join(KUBERNETES, folder, 'kustomization.yaml'), 'utf8');
      const files = readdirSync(path.join(KUBERNETES, folder)).filter((name) => name !== 'kustomization.yaml');
      expect(files.filter((name) => !listed.includes(`- ${name}`))).toEqual([]);
    }
  });

  it.each(pods.map(({ role, pod }) => [role, pod] as const))('%s runs as an ordinary user with nothing to write to but its volumes', (role, pod) => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext?.seccompProfile).toMatchObject({ type: role === 'worker' ? 'Localhost' : 'RuntimeDefault' });
    for (const { securityContext, resources } of pod.containers) {
      expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
      expect(securityContext).not.toHaveProperty('privileged');
      expect(resources?.limits).toHaveProperty('memory');
    }
  });

  /** TypeScript refuses unknown properties of literals, which JSON Schema as Kubernetes publishes it lets pass. */
  function misspelt(documents: readonly Manifest[]): string {
    const file = path.join(work, 'manifests.ts');
    const lines = documents.map(({ kind, ...rest }, index) => {
      const from = `import('${moduleOf(rest as Manifest)}').I${kind}`;
      return `export const m${index}: ${from} = ${JSON.stringify({ kind, ...rest })};`;
    });
    writeFileSync(file, lines.join('\n'));
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', ''];
    return spawnSync('npx', ['tsc', ...flags, file], { cwd: ROOT, encoding: 'utf8' }).stdout;
  }
});
