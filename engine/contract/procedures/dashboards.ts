import { z } from 'zod';
import {
  annotationSchema,
  dashboardCatalogSchema,
  savedViewSchema,
  scopeSchema,
  tileIdSchema,
  tileSchema,
} from '../dashboards.ts';
import { daySchema } from '../primitives.ts';
import { base, list } from './base.ts';

/** Pages of tiles, saved views and notes on days. */
export const dashboards = {
  catalog: base
    .route({
      method: 'GET',
      path: '/api/dashboards/catalog',
      summary: 'Metrics, dimension values and days of the data',
    })
    .output(dashboardCatalogSchema),
  tile: base
    .route({ method: 'POST', path: '/api/dashboards/tile', summary: 'One tile of a page, read for a scope' })
    .input(z.object({ tile: tileIdSchema, scope: scopeSchema }))
    .output(tileSchema),
  views: base
    .route({ method: 'GET', path: '/api/dashboards/views', summary: 'Saved views' })
    .output(list(savedViewSchema)),
  saveView: base
    .route({
      method: 'POST',
      path: '/api/dashboards/views',
      summary: 'Save a view under a name; the same name is replaced',
    })
    .input(savedViewSchema.unwrap().pick({ name: true, page: true, scope: true }))
    .output(list(savedViewSchema)),
  removeView: base
    .route({ method: 'DELETE', path: '/api/dashboards/views/{id}', summary: 'Remove a saved view' })
    .input(z.object({ id: z.string() }))
    .output(list(savedViewSchema)),
  annotations: base
    .route({ method: 'GET', path: '/api/dashboards/annotations', summary: 'Notes on days' })
    .output(list(annotationSchema)),
  annotate: base
    .route({ method: 'POST', path: '/api/dashboards/annotations', summary: 'Put a note on a day' })
    .input(z.object({ day: daySchema, text: z.string().trim().min(1).max(200) }))
    .output(list(annotationSchema)),
  removeAnnotation: base
    .route({ method: 'DELETE', path: '/api/dashboards/annotations/{id}', summary: 'Remove a note' })
    .input(z.object({ id: z.string() }))
    .output(list(annotationSchema)),
};
