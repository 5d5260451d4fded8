import type { DossierTerms, StepLimits } from '../../contract/dossier-events.ts';
import type { DossierRules } from '../../contract/dossier-rules.ts';
import type { Item } from '../../contract/item.ts';

/** What a dossier keeps of its item and of the rules in force at intake. */
export function termsOf(item: Item, rules: DossierRules): DossierTerms {
  return {
    item: item.code,
    name: item.name,
    ...(item.feeNote === undefined ? {} : { feeNote: item.feeNote }),
    kind: item.kind,
    department: item.department,
    decidingBody: item.decidingBody ?? item.department,
    unit: item.limitUnit ?? 'G',
    legalDays: item.legalDays,
    promisedDays: item.promisedDays,
    materials: item.materials.map((material) => material.name),
    shared: item.materials.filter((material) => material.shared === true).map((material) => material.name),
    sources: Object.fromEntries(
      item.materials.flatMap(({ name, sourceItem }) => (sourceItem === undefined ? [] : [[name, sourceItem]])),
    ),
    fee: item.fee,
    crossDepartment: item.jointScope === '跨部门',
    silenceIsConsent: item.silenceIsConsent ?? true,
    limits: limitsOf(rules),
  };
}

function limitsOf(rules: DossierRules): StepLimits {
  const { acceptanceDays, lapseDays, issueDays, forwardDays, replyDays, superiorDays } = rules;
  const { examineDays, reviewDays, signDays } = rules;
  return {
    acceptanceDays,
    lapseDays,
    issueDays,
    forwardDays,
    replyDays,
    superiorDays,
    examineDays,
    reviewDays,
    signDays,
  };
}
