import type { LanguageDefinition, Preparation, Source } from '@codearena/core';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';
import { findNode, MODULE_MARK, nodeFiles, runOnNode, type NodeRuntime } from './node-runtime.ts';
import { entryFile, nameSources } from './sources.ts';

const EXTENSIONS = ['js', 'mjs', 'cjs'] as const;

/** Compiles as a CommonJS module, else as an ES module, and marks it as one; Node.js itself checks only the former. */
const CHECK = `'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const vm = require('node:vm');

Error.stackTraceLimit = 1;
const path = process.argv[2];
const source = readFileSync(path, 'utf8');

function errorOf(compile) {
  try {
    compile();
  } catch (error) {
    return error;
  }
}

const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
const asScript = errorOf(() => vm.compileFunction(source, parameters, { filename: path }));
const asModule = asScript && errorOf(() => new vm.SourceTextModule(source, { identifier: path }));
if (asModule) throw /\\b(import|export|await)\\b/.test(asScript.message) ? asModule : asScript;
if (asScript) writeFileSync('${MODULE_MARK.path}', ${JSON.stringify(MODULE_MARK.text)});
`;

export const javascript: LanguageDefinition = {
  id: 'javascript',
  name: 'JavaScript',
  monaco: 'javascript',
  extensions: EXTENSIONS,
  timeMultiplier: 2,
  remedy: 'apt-get install nodejs',
  starterCode: `const words = require('fs').readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean);

// Prints the input word by word. Replace this with your solution.
console.log(words.join('\\n'));
`,
  helloWorld: `const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(BigInt);
console.log(String(a + b));
`,
  async detect(machine) {
    const node = await findNode(machine);
    if (!node) return { missing: 'node was not found' };
    return {
      version: `Node.js ${node.version}`,
      mounts: node.mounts,
      prepare: (source) => prepare(source, node),
    };
  },
};

function prepare(source: Source, node: NodeRuntime): Preparation {
  const files = nameSources(source, 'main.js');
  const entry = entryFile(files, source.entryPoint, EXTENSIONS);
  return {
    files: nodeFiles([...files, { path: 'codearena-check.cjs', text: CHECK }]),
    compile: {
      argv: [node.path, '--experimental-vm-modules', '--no-warnings', 'codearena-check.cjs', `/box/${entry}`],
      env: ENVIRONMENT,
      cpuMs: 10_000,
      memoryBytes: 512 * MEBIBYTE,
    },
    run: runOnNode(node, entry, source.memoryBytes),
  };
}
