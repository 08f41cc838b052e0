import { z } from 'zod';
import type { Net, NetRequest } from '../../engine/core/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import type { FakeMeta, FakeNet } from '../fakes/meta/index.ts';
import { EDGES, isEdge } from '../fakes/meta/store.ts';
import { budgetOf, tagOf } from './objects.ts';

/** What the watcher needs of the world around the process. */
interface Watched {
  readonly fake: FakeMeta;
  readonly net: FakeNet;
  violate(line: string): void;
}

const bodySchema = z.object({
  name: z.string(),
  status: z.string().optional(),
  daily_budget: z.number().optional(),
  execution_options: z.array(z.string()).optional(),
});

/** Looks at each request as it leaves the process: nothing may leave that the journal does not hold and allow. */
export function watchedNet(net: Net, world: Watched, spine: Spine): Net {
  return {
    send(request, signal) {
      if (request.method === 'POST') checkCreate(world, spine, request);
      if (request.method === 'DELETE') checkDelete(world, spine, request);
      return net.send(request, signal);
    },
  };
}

function checkCreate(world: Watched, spine: Spine, request: NetRequest): void {
  const edge = new URL(request.url).pathname.split('/').at(-1) ?? '';
  const body = bodySchema.parse(JSON.parse(request.body ?? '{}'));
  if (!isEdge(edge)) {
    world.violate(`a POST to ${edge}`);
    return;
  }
  const id = tagOf(body.name);
  const record = [...spine.state.actions.values()].find((r) => r.action.id === id);
  if (record === undefined) {
    world.violate(`a request for ${id ?? 'no action'}, which is not in the journal`);
    return;
  }
  if (edge !== 'adcreatives' && body.status !== 'PAUSED')
    world.violate(`a create with status ${body.status ?? 'none'}`);
  if (body.execution_options?.includes('validate_only')) return;

  const step = record.steps.find((s) => s.step === EDGES[edge].kind);
  if (step?.phase !== 'started')
    world.violate(`${edge} of ${id ?? ''} is sent while its step is ${step?.phase ?? 'not begun'}`);
  if (spine.state.killSwitch.on) world.violate(`${edge} of ${id ?? ''} is sent with the kill switch on`);
  if (edge !== 'adsets' || record.action.payload.kind !== 'creative.publish') return;

  const approved = record.action.payload.dailyBudget.minor;
  if (body.daily_budget !== approved) world.violate(`a budget of ${body.daily_budget ?? 0}, approved ${approved}`);
  world.net.settle();
  const applied = new Map([[String(id), approved]]);
  for (const object of world.fake.store.live) {
    if (object.kind === 'adset') applied.set(String(tagOf(object.name)), budgetOf(object));
  }
  const sum = [...applied.values()].reduce((a, b) => a + b, 0);
  const cap = spine.state.caps?.perDay.minor ?? 0;
  if (sum > cap) world.violate(`${sum} a day would be applied, the cap is ${cap}`);
}

/** A DELETE names an object that a journaled rollback names. */
function checkDelete(world: Watched, spine: Spine, request: NetRequest): void {
  const id = new URL(request.url).pathname.split('/').at(-1);
  const named = [...spine.state.actions.values()].some(
    ({ action, steps }) =>
      action.payload.kind === 'creative.rollback' &&
      action.payload.objects.some((o) => o.platformId === id) &&
      steps.some((s) => s.phase === 'started' && s.step.endsWith(`:${id}`)),
  );
  if (!named) world.violate(`a DELETE of ${id}, which no begun step of a rollback names`);
}
