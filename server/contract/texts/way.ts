import { defineTexts } from './define.ts';

/** Words of the way to a counter, written and spoken. */
export const wayTexts = defineTexts({
  map: { zh: '到 {counter} 号窗口的路', en: 'The way to counter {counter}' },
  youAreHere: { zh: '您在这里', en: 'You are here' },
  plate: { zh: '{zone}，{counter} 号窗口', en: '{zone}, counter {counter}' },
  ahead: { zh: '往前走', en: 'Go straight on' },
  left: { zh: '向左转', en: 'Turn left' },
  right: { zh: '向右转', en: 'Turn right' },
  around: { zh: '转过身走', en: 'Turn round and go' },
  stairs: { zh: '走楼梯', en: 'Take the stairs' },
  lift: { zh: '坐电梯', en: 'Take the lift' },
  atLandmark: { zh: '到{landmark}，{turn}', en: 'At {landmark}: {turn}' },
  arrive: { zh: '就是 {counter} 号窗口', en: 'There is counter {counter}' },
  escort: { zh: '路有点远，导办员带您去', en: 'It is a long way: a guide will walk with you' },
  metres: { zh: '约 {metres} 米', en: 'about {metres} m' },
  stepFree: { zh: '走平路', en: 'Step-free' },
  stepFreeOn: { zh: '这是平路', en: 'Step-free way' },
  loading: { zh: '正在找路', en: 'Finding the way' },
});
