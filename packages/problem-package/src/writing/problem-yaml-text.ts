import { randomUUID } from 'node:crypto';
import { VALIDATION_LIMITS, type ProblemDefinition } from '@codearena/core';
import { stringify } from 'yaml';
import { formatCodeOf } from '../package-languages.ts';
import type { ExportedVersion } from './exported-file.ts';

export function problemYaml(definition: ProblemDefinition, version: ExportedVersion): string {
  const { title, translations, difficulty, tags, allowedLanguages } = definition;
  const legacy = version === 'legacy';
  const keywords = [difficulty, ...tags];
  const names = Object.fromEntries(translations.map((translation) => [translation.language, translation.title]));
  return stringify({
    problem_format_version: version,
    ...(legacy ? legacyKind(definition) : typesOf(definition)),
    name: translations.length > 0 && !legacy ? names : title,
    uuid: randomUUID(),
    limits: limitsOf(definition),
    keywords: legacy ? keywords.map((word) => word.replace(/\s+/g, '-')).join(' ') : keywords,
    ...(allowedLanguages ? { languages: legacy ? allowedLanguages.map(formatCodeOf).join(' ') : allowedLanguages.map(formatCodeOf) } : {}),
  });
}

function typesOf({ kind }: ProblemDefinition): { type?: string[] } {
  const types = [
    ...(kind.scoring ? ['scoring'] : []),
    ...(kind.interactive ? ['interactive'] : []),
    ...(kind.passes > 1 ? ['multi-pass'] : []),
    ...(kind.submitAnswer ? ['submit-answer'] : []),
  ];
  return types.length === 0 ? {} : { type: types };
}

function legacyKind({ kind, validator }: ProblemDefinition): Record<string, unknown> {
  const words = ['custom', ...(kind.interactive ? ['interactive'] : []), ...(kind.passes > 1 ? ['multi-pass'] : []), ...(kind.scoring ? ['score'] : [])];
  return {
    type: kind.scoring ? 'scoring' : 'pass-fail',
    ...(validator.kind === 'custom' ? { validation: words.join(' ') } : {}),
    ...(kind.objective === 'min' ? { grading: { objective: 'min' } } : {}),
  };
}

function limitsOf({ limits, compilation, validation, kind }: ProblemDefinition): Record<string, number> {
  const differs = (key: keyof typeof VALIDATION_LIMITS) => validation[key] !== VALIDATION_LIMITS[key];
  return {
    time_limit: limits.timeMs / 1000,
    memory: limits.memoryMb,
    output: limits.outputKb / 1024,
    code: Math.ceil(limits.sourceBytes / 1024),
    ...(compilation ? { compilation_time: compilation.timeMs / 1000, compilation_memory: compilation.memoryMb } : {}),
    ...(differs('timeMs') ? { validation_time: validation.timeMs / 1000 } : {}),
    ...(differs('memoryMb') ? { validation_memory: validation.memoryMb } : {}),
    ...(differs('outputKb') ? { validation_output: validation.outputKb / 1024 } : {}),
    ...(kind.passes > 1 ? { validation_passes: kind.passes } : {}),
  };
}
