import { expect, it } from 'vitest';
import { topicKey } from './framework.ts';
import { knownTopics, SHARED_TOPICS, topicName } from './topics.ts';

it('names the topics that cut across statements, then those of each statement', () => {
  const topics = knownTopics();
  expect(topics.slice(0, SHARED_TOPICS.length)).toEqual(SHARED_TOPICS);
  expect(topics).toContainEqual({ key: 'qs1.timeliness', name: 'Timeliness', statement: 'QS1' });
  expect(new Set(topics.map(({ key }) => key)).size).toBe(topics.length);
});

it('makes keys that the database accepts', () => {
  for (const { key } of knownTopics()) expect(key).toMatch(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)?$/);
  expect(topicKey('QS6', 'Transitions (hospital discharge, children to adults)')).toBe(
    'qs6.transitions_hospital_discharge_children_to_adults',
  );
});

// Evidence is tagged with these keys: a name may only change with a migration of what has the old one.
it('keeps the keys of statements’ topics', () => {
  const keys = knownTopics().flatMap(({ key, statement }) => (statement ? [key] : []));
  expect(keys).toMatchInlineSnapshot(`
    [
      "qs1.assessment_care_planning_and_review",
      "qs1.timeliness",
      "qs1.unpaid_carers",
      "qs1.non_eligible_needs",
      "qs1.eligibility",
      "qs1.financial_assessment_and_charging",
      "qs1.advocacy",
      "qs2.prevent_reduce_delay",
      "qs2.intermediate_care_and_reablement",
      "qs2.equipment_and_adaptations",
      "qs2.information_and_advice",
      "qs2.direct_payments",
      "qs3.barriers_and_inequalities",
      "qs3.inclusion_and_accessibility",
      "qs4.local_need",
      "qs4.market_shaping_and_commissioning",
      "qs4.capacity",
      "qs4.quality",
      "qs4.sustainability",
      "qs5.shared_objectives",
      "qs5.partnership_arrangements",
      "qs5.impact",
      "qs5.voluntary_sector",
      "qs6.safety_management",
      "qs6.transitions_hospital_discharge_children_to_adults",
      "qs6.contingency_planning",
      "qs7.systems_and_practice",
      "qs7.local_risks",
      "qs7.concerns_and_section_42_enquiries",
      "qs7.making_safeguarding_personal",
      "qs8.governance_accountability_and_risk",
      "qs8.strategic_planning",
      "qs8.information_security",
      "qs9.continuous_learning_and_professional_development",
      "qs9.learning_from_feedback_and_complaints",
    ]
  `);
});

it('shows the key of a topic that is gone', () => {
  expect(topicName('carers')).toBe('Unpaid carers');
  expect(topicName('qs1.gone')).toBe('qs1.gone');
  expect(topicName('own.3')).toBe('Own topic 3');
  expect(topicName('own.3', [{ key: 'own.3', name: 'Technology' }])).toBe('Technology');
});
