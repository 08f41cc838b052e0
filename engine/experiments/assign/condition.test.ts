import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/index.ts';
import { meetsCondition } from './condition.ts';
import type { JsonObject } from './values.ts';

const customer = {
  plan: 'Pro',
  age: 34,
  app: '4.12.3-beta.2',
  tags: ['newsletter', 'beta', 0],
  address: { city: 'Łódź', zip: '90-001' },
  orders: [
    { total: 20, coupon: null },
    { total: 310, coupon: 'HELLO' },
  ],
  deleted: null,
};

const groups = {
  staff: ['ana', 7],
  insiders: { type: 'list', attributeKey: 'plan', values: ['Pro', 'Team'] },
  adults: { type: 'condition', condition: { age: { $gte: 18 } } },
  adultInsiders: {
    type: 'condition',
    condition: { $and: [{ $savedGroup: { id: 'adults' } }, { $savedGroup: { id: 'insiders' } }] },
  },
  itself: { type: 'condition', condition: { $savedGroup: { id: 'itself' } } },
  later: { type: 'cohort' },
};

const meets = (condition: JsonObject): boolean => meetsCondition(condition, customer, groups);

describe('conditions', () => {
  it.each<[string, JsonObject]>([
    ['a plain value', { plan: 'Pro' }],
    ['a dotted path', { 'address.city': 'Łódź' }],
    ['a member of a list by its index', { 'orders.1.coupon': 'HELLO' }],
    ['a range', { age: { $gt: 18, $lt: 35 } }],
    ['a number given as text', { age: { $gte: '34' } }],
    ['a set', { plan: { $in: ['Free', 'Pro'] } }],
    ['a set in any case', { plan: { $ini: ['pro'] } }],
    ['a set, by a list', { tags: { $in: ['beta'] } }],
    ['not in a set', { tags: { $nin: ['vip'] } }],
    ['all of a list', { tags: { $all: ['beta', 'newsletter'] } }],
    ['all of a list in any case', { tags: { $alli: ['BETA'] } }],
    ['the size of a list', { tags: { $size: { $gt: 2 } } }],
    ['an element that meets a condition', { orders: { $elemMatch: { total: { $gt: 300 }, coupon: 'HELLO' } } }],
    ['an element that is zero', { tags: { $elemMatch: { $eq: 0 } } }],
    ['a pattern', { 'address.zip': { $regex: '^\\d{2}-\\d{3}$' } }],
    ['a pattern in any case', { plan: { $regexi: '^PRO$' } }],
    ['a type', { orders: { $type: 'array' }, deleted: { $type: 'null' } }],
    ['that something is missing', { phone: { $exists: false }, deleted: null }],
    ['a version', { app: { $vgt: '4.9.0', $vlt: '4.12.3' } }],
    ['a pre-release after another', { app: { $vgt: '4.12.3-beta.1' } }],
    ['one of several', { $or: [{ plan: 'Team' }, { age: 34 }] }],
    ['none of several', { $nor: [{ plan: 'Team' }, { age: 35 }] }],
    ['the opposite', { $not: { plan: 'Team' }, age: { $not: { $lt: 18 } } }],
  ])('[AS6] are met by %s', (_what, condition) => {
    expect(meets(condition)).toBe(true);
    expect(meets({ $not: condition })).toBe(false);
  });

  it.each<[string, Json]>([
    ['an operator that does not exist', { $near: 1 }],
    ['a pattern that is none', { $regex: '(' }],
    ['a set that is no list', { $in: 'Pro' }],
    ['its opposite', { $nin: 'Pro' }],
  ])('[AS7] are met by nobody where they have %s', (_what, condition) => {
    expect(meets({ plan: condition })).toBe(false);
  });

  it.each<[string, JsonObject]>([
    ['$or is no list', { $or: 1 }],
    ['$and is no list', { $and: { plan: 'Pro' } }],
    ['$nor is no list', { $nor: 1 }],
    ['$nor lists what is no condition', { $nor: ['Team'] }],
    ['$not is no condition', { $not: 'Team' }],
    ['$not is a list', { $not: [] }],
    ['$elemMatch is no condition', { orders: { $elemMatch: 310 } }],
    ['$savedGroup names no group', { $savedGroup: 'adults' }],
  ])('[AS7] are met by nobody where %s', (_what, condition) => {
    expect(meets(condition)).toBe(false);
    expect(meets({ $or: [condition, { plan: 'Pro' }] })).toBe(true);
  });

  it('[AS7] know nothing that an object merely inherits', () => {
    expect(meets({ constructor: { $exists: true } })).toBe(false);
    expect(meets({ plan: { constructor: 1 } })).toBe(false);
    expect(meetsCondition({ id: { $inGroup: 'toString' } }, { id: 'a' }, {})).toBe(false);
  });

  it('[AS8] ask saved groups: of their own attribute, or of the one they stand at', () => {
    expect(meets({ plan: { $inGroup: 'insiders' } })).toBe(true);
    expect(meets({ plan: { $inGroup: 'staff' } })).toBe(false);
    expect(meets({ plan: { $notInGroup: 'staff' } })).toBe(true);
    expect(meets({ $savedGroup: { id: 'adultInsiders' } })).toBe(true);
    expect(meets({ $savedGroup: { id: 'insiders', attributeKey: 'address.city' } })).toBe(false);
  });

  it('[AS8] a group that is unknown is empty; one that is no list, needs itself or is of a new kind has nobody in it', () => {
    expect(meets({ plan: { $inGroup: 'nowhere' } })).toBe(false);
    expect(meets({ plan: { $notInGroup: 'nowhere' } })).toBe(true);
    expect(meets({ plan: { $notInGroup: 'adults' } })).toBe(false);
    for (const id of ['itself', 'later', 'nowhere', 'staff']) expect(meets({ $savedGroup: { id } })).toBe(false);
  });
});
