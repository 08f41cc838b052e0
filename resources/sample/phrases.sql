-- What the headlines of the Balance service are made of. Each line of `topics` fits each pattern:
-- thing (noun), act (what to do, infinitive), gain (what comes of it, infinitive), moment (when).
CREATE TEMP TABLE topics AS SELECT * FROM (VALUES
  (0, 'First pay slip', 'your first pay slip', 'read your first pay slip', 'know where the money went', 'before your first payday'),
  (1, 'Rent day', 'your rent', 'plan the month around your rent', 'know what is left', 'before rent day'),
  (2, 'Subscriptions', 'your subscriptions', 'find the subscriptions you forgot', 'pay only for what you use', 'before the next renewal'),
  (3, 'Emergency fund', 'your emergency fund', 'start an emergency fund', 'sleep better', 'before the next surprise bill'),
  (4, 'Scam texts', 'scam texts', 'spot a scam text', 'keep your savings safe', 'before you tap the link'),
  (5, 'Credit card', 'your credit card bill', 'pay down your credit card', 'stop paying for last year', 'before the interest lands'),
  (6, 'Energy bill', 'your energy bill', 'cut your energy bill', 'keep the difference', 'before winter'),
  (7, 'Weekly shop', 'the weekly shop', 'bring down the weekly shop', 'eat just as well', 'before Saturday'),
  (8, 'Pension pots', 'your old pensions', 'find your old pension pots', 'see what you will live on', 'before you retire'),
  (9, 'Student loan', 'your student loan', 'understand your student loan', 'stop worrying about the balance', 'before the first repayment'),
  (10, 'School holidays', 'the school holidays', 'plan for the school holidays', 'enjoy them without the bill', 'before term ends'),
  (11, 'Holiday savings', 'your holiday budget', 'save for the holiday', 'come home without debt', 'before you book'),
  (12, 'Shared flat', 'shared bills', 'split bills with your flatmates', 'stay friends', 'before the next bill'),
  (13, 'Savings rate', 'your savings rate', 'move your savings to a better rate', 'earn more for doing nothing', 'before the rate drops'),
  (14, 'Car costs', 'your car costs', 'see what your car really costs', 'decide with a clear head', 'before the next service'),
  (15, 'New baby', 'the cost of a new baby', 'budget for a new baby', 'know what you can afford', 'before the due date'),
  (16, 'Overdraft', 'your overdraft', 'get out of your overdraft', 'start each month in the black', 'before the fees add up'),
  (17, 'Pocket money', 'pocket money', 'teach your children about money', 'watch them save', 'before their next birthday'),
  (18, 'Mortgage rate', 'your new mortgage rate', 'prepare for your new mortgage rate', 'know your payment early', 'before your fixed rate ends'),
  (19, 'Side income', 'tax on your side job', 'set aside tax from your side job', 'pay it without panic', 'before the tax year ends'),
  (20, 'Payday plan', 'payday', 'give every payday a plan', 'reach the end of the month', 'before payday'),
  (21, 'Late-night shopping', 'late-night shopping', 'curb late-night shopping', 'keep the money you would regret', 'before you check out'),
  (22, 'Insurance', 'your insurance', 'compare your insurance', 'pay for the cover you need', 'before it renews'),
  (23, 'Money as a couple', 'money as a couple', 'talk about money as a couple', 'agree on the big things', 'before you move in together')
) AS t(topic, label, thing, act, gain, moment);

CREATE TEMP TABLE angles AS SELECT * FROM (VALUES
  (0, 'question or promise'), (1, 'short or long'), (2, 'calm or urgent'), (3, 'with a number or without'),
  (4, 'you or most people'), (5, 'steps or outcome'), (6, 'fear or relief'), (7, 'now or later'),
  (8, 'plain or playful'), (9, 'benefit first'), (10, 'moment first'), (11, 'explainer'),
  (12, 'five minutes'), (13, 'new opener')
) AS t(angle, label);

CREATE TEMP TABLE patterns AS SELECT * FROM (VALUES
  (0, '{Act} in five minutes'),
  (1, 'How to {act} and {gain}'),
  (2, '{Act}. {Gain}.'),
  (3, 'Want to {gain}? Start with {thing}'),
  (4, 'A calm way to {act}'),
  (5, '{Act} {moment}'),
  (6, 'Most people never {act}. You can in five minutes'),
  (7, '{Thing}, explained without the jargon'),
  (8, 'The simplest way to {act}'),
  (9, 'Worried about {thing}? Take one small step'),
  (10, 'Three steps to {act} and {gain}'),
  (11, 'Still unsure about {thing}? {Gain}'),
  (12, 'One look at {thing} and you {gain}'),
  (13, '{Moment}, {gain}')
) AS t(pattern, template);

CREATE TEMP TABLE bodies AS SELECT * FROM (VALUES
  (0, 'Balance shows what is left after the bills, every day.'),
  (1, 'Connect your accounts once. Balance does the sums.'),
  (2, 'Free for 30 days. No card needed.'),
  (3, 'A clear plan in plain words, made from your own numbers.'),
  (4, 'Join the people who look at their money without a knot in the stomach.'),
  (5, 'Set a goal, see the date you reach it.')
) AS t(body, text);

CREATE TEMP TABLE channels AS SELECT * FROM (VALUES
  ('meta', 0.34, 1.00, 720), ('google_search', 0.18, 2.20, 1900), ('youtube', 0.20, 0.55, 540),
  ('tiktok', 0.18, 0.80, 430), ('display', 0.10, 0.25, 210)
) AS t(channel, share, click_factor, cpm_minor);

CREATE TEMP TABLE segments AS SELECT * FROM (VALUES
  ('young_families', 0.30, 1.05), ('first_job', 0.30, 1.10), ('near_retirement', 0.22, 0.90), ('students', 0.18, 0.95)
) AS t(segment, share, click_factor);
