import type { Viewer } from '@codearena/core';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- the only way in which Express lets `res.locals` be typed
  namespace Express {
    interface Locals {
      requestId: string;
      /** Path of the matched endpoint as OpenAPI writes it; undefined for files of the page and for unknown paths. */
      route?: string;
      viewer?: Viewer;
      body?: unknown;
    }
  }
}
