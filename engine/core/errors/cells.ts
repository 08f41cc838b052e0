/** Explore cells: what they may be, and what may be done with them. */
export const CELL_ERRORS = {
  CELL_INVALID: {
    message: '{file} is no design of a cell: {reason}.',
    next: 'Correct the field that is named; "gw cells show KEY --json" and docs/schemas.md have the shape.',
  },
  CELL_STATE: {
    message: 'The cell {key} is {status}, so it can not be {change}.',
    next: 'Look at the cells that can be: "gw cells list". What ran stays as it was; plan a new cell under another key.',
  },
  CELL_REWARD: {
    message: 'The arms of {key} are {arms}; the data does not judge those by {reward}.',
    next: 'Choose one of: {rewards}.',
  },
  CELL_SCOPE: {
    message: 'The cell {key} compares {arms}, so it can not be held to one {side}.',
    next: 'Leave the {side} of the cell open, or choose another kind of arms.',
  },
  CELL_DAYS: {
    message: 'The last day of {key}, {lastDay}, is before its first, {firstDay}.',
    next: 'Choose a last day that is not before the first.',
  },
  CELL_OVER: {
    message: 'The last day of {key}, {lastDay}, is over.',
    next: 'Give the cell a later last day, then start it.',
  },
  CELL_CAP: {
    message: 'The budget cap of {key} is not above zero.',
    next: 'Give the cell the most it may spend.',
  },
  CELL_CURRENCY: {
    message: 'The budget cap of {key} is in {given}; this workspace counts in {currency}.',
    next: 'Give the cap in {currency}.',
  },
  CELL_SHARES: {
    message: '{arms} arms of {key} can not share the traffic with at least {floor} and at most {cap} each.',
    next: 'Lower the smallest share or raise the largest, until the shares of all arms can add up to one.',
  },
  CELL_ARMS: {
    message: 'The data has {arms} for the cell {key}; two are the least that can be compared.',
    next: 'Open the cell to more channels or segments, or choose another kind of arms.',
  },
  CELL_PRIOR: {
    message: 'The prior of {key} has the mean {mean}, which {reward} can not be.',
    next: 'Give a mean above zero, and below one for a rate, or leave the prior out.',
  },
  CELL_TAKEN: {
    message: 'The cell {other} already tries these arms in this channel and segment.',
    next: 'Change that cell, or end it before another is planned in its place.',
  },
  CELL_PLAN_GROUND: {
    message: 'No plan can be made: {reason}.',
    next: 'Import spend_daily and outcomes_daily of at least two weeks, then plan again.',
  },
  CELL_PLAN_BUDGET: {
    message: '{budget} is too little for a plan: the cheapest cell needs {least}.',
    next: 'Give more money, or fewer days.',
  },
} as const;
