import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Answer } from '../http.ts';
import type { Document, FuzzRequest } from './requests.ts';

/** Says what is wrong with an answer by the document that describes it; null: nothing. */
export function createConformance(document: Document): (request: FuzzRequest, answer: Answer) => string | null {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (key: string, schema: object): ValidateFunction => {
    const known = validators.get(key) ?? ajv.compile({ ...schema, components: document.components });
    validators.set(key, known);
    return known;
  };

  return ({ template, method, headers }, answer) => {
    // What HTTP itself answers to a condition that holds.
    if (answer.status === 304 && headers['If-None-Match'] !== undefined) return null;
    if (answer.status >= 500 && answer.status !== 503) return `status ${answer.status}`;
    const operation = document.paths[template]?.[method === 'head' ? 'get' : method];
    // Nothing is promised of other paths and methods, but that they do no harm.
    if (operation === undefined) return null;
    const described = operation.responses[String(answer.status)];
    if (described === undefined) return `status ${answer.status} is not documented`;
    if (method === 'head') return answer.text === '' ? null : 'a body for HEAD';
    const mediaType = (answer.headers['content-type'] ?? '').split(';')[0] ?? '';
    const content = described.content?.[mediaType] ?? described.content?.['*/*'];
    if (content === undefined) return `media type ${mediaType} is not documented for ${answer.status}`;
    if (!mediaType.endsWith('json')) return null;
    const validate = validatorOf(`${template} ${method} ${answer.status}`, content.schema);
    return validate(answer.json()) ? null : ajv.errorsText(validate.errors);
  };
}
