import type { ArmRead, BanditDecision, BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatCount } from '../../../../engine/serializer/index.ts';

type Decision = BanditDecision['decision'];

const quoted = (text: string): string => `“${cleanText(text)}”`;

/** What a decision does, in two or three sentences; the engine says the shares on the proposal. */
export function whatHappens(decision: Decision, arm: ArmRead, read: BanditRead): string {
  const others = read.arms.filter((one) => one.state === 'active' && one.arm !== arm.arm).length;
  const them = others === 1 ? 'the other arm' : `the ${formatCount(others)} other arms`;
  const after = 'When another member has approved and signed it,';
  switch (decision) {
    case 'promote':
      return `This makes a proposal with the read as it stands and its guardrails. ${after} ${quoted(arm.label)} gets all of the cell's traffic in production${others === 0 ? '' : ` and ${them} ${others === 1 ? 'gets' : 'get'} none`}. Until then nothing changes.`;
    case 'kill':
      return `This makes a proposal with the read as it stands and its guardrails. ${after} ${quoted(arm.label)} gets no traffic in production, and its share goes to ${them} as the rule recommends. Until then nothing changes.`;
    case 'keep':
      return `This notes that you looked at ${quoted(arm.label)} and left it as it is. It stays in the audit; nothing is sent and nothing changes.`;
  }
}

/** Where the decision is not what the advice says, the advice; else null. */
export function againstAdvice(decision: Decision, arm: ArmRead, { advice }: BanditRead): string | null {
  const isAbout = advice.arm === arm.arm;
  if (decision === 'keep')
    return isAbout && (advice.kind === 'promote' || advice.kind === 'kill') ? advice.reason : null;
  return advice.kind === decision && isAbout ? null : advice.reason;
}
