import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { UnderWay } from './under-way.ts';

const response = () => new ServerResponse(new IncomingMessage(new Socket()));

describe('answers being given', () => {
  it('are counted and told until they are done, in any order', () => {
    const underWay = new UnderWay();
    const [a, b, c, d] = [response(), response(), response(), response()];
    const doneA = underWay.add(a);
    const doneB = underWay.add(b);
    underWay.add(c);
    doneB();
    expect(underWay.size).toBe(2);
    expect(underWay.all()).toEqual([a, c]);
    const doneD = underWay.add(d);
    expect(new Set(underWay.all())).toEqual(new Set([a, c, d]));
    doneA();
    doneD();
    expect(underWay.all()).toEqual([c]);
    expect(underWay.size).toBe(1);
  });
});
