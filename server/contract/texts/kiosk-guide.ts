import { defineTexts } from './define.ts';

/** Words on the kiosk's helping keys and pages, beside those of the way to a number. */
export const guideTexts = defineTexts({
  listen: { zh: '听一听', en: 'Listen' },
  listening: { zh: '正在听', en: 'Listening' },
  replay: { zh: '再说', en: 'Again' },
  volume: { zh: '声音', en: 'Volume' },
  volumeStep: { zh: '声音大小：{step}，最大 {most}', en: 'Volume {step} of {most}' },
  myNumber: { zh: '我有号', en: 'My number' },
  touchForSound: { zh: '点一下屏幕，就能听到声音', en: 'Touch the screen to hear it' },
  chooseVoice: { zh: '听得懂哪个，就点哪个', en: 'Tap the voice you understand' },
  noVoices: { zh: '现在只有一种声音', en: 'There is only one voice now' },
  priority: { zh: '优先', en: 'Priority' },
  priorityTitle: { zh: '有哪种情况？可以优先', en: 'Any of these? You may go earlier' },
  priorityNone: { zh: '都不是', en: 'None of these' },
  elder: { zh: '70岁以上', en: '70 or over' },
  disability: { zh: '行动不便', en: 'Disability' },
  pregnant: { zh: '怀孕', en: 'Pregnant' },
  infant: { zh: '抱小孩', en: 'With an infant' },
  military: { zh: '军人军属', en: 'Military' },
  illness: { zh: '生病', en: 'Ill' },
  helpCalling: { zh: '正在叫人，请等一下', en: 'Calling somebody, please wait' },
  helpTaken: { zh: '有人来了，请在这里等', en: 'Somebody is coming; please wait here' },
  helpSlow: { zh: '还没有人来，也可以走到咨询台', en: 'Nobody yet; you can also walk to the desk' },
  helpFailed: { zh: '叫不到人，请走到咨询台', en: 'Nobody could be called; please walk to the desk' },
  helpDone: { zh: '好了', en: 'Done' },
  typeNumber: { zh: '点您号票上的数字', en: 'Tap the digits of your number' },
  scanSlip: { zh: '也可以扫号票上的码', en: 'Or scan the code on the slip' },
  camera: { zh: '打开摄像头', en: 'Camera' },
  erase: { zh: '删掉一个', en: 'Erase' },
  look: { zh: '查', en: 'Look' },
  noSuchNumber: { zh: '今天没有 {number} 号', en: 'There is no number {number} today' },
  lookFailed: { zh: '没有查到，请再点一次', en: 'That did not work; please try again' },
  comeBack: { zh: '我回来了，接着排', en: 'I am here, put me back' },
  moved: { zh: '窗口换了，号不变', en: 'New counter, same number' },
  newSlip: { zh: '打一张新票', en: 'Print a new slip' },
  newSlipComing: { zh: '新票正在打印，旧票作废', en: 'The new slip is printing; the old one is void' },
  newSlipThere: { zh: '新票打过了', en: 'The new slip was printed' },
  newSlipFailed: { zh: '没有打出来，请到导服台', en: 'Not printed; please ask at the desk' },
  way: { zh: '怎么走', en: 'The way' },
  stepFree: { zh: '走平路', en: 'Step-free' },
});

/**
 * What the kiosk says aloud. One idea each and at most about twenty syllables, so that no sentence lasts longer than six
 * seconds (guidance T13). After the tick nothing names the service or the person any more (T15).
 */
export const sayTexts = defineTexts({
  home: { zh: '您来办什么？请点图片', en: 'What do you need? Tap a picture' },
  group: { zh: '{name}，是哪一样？', en: '{name}: which one?' },
  service: { zh: '{name}。对，就点大勾', en: '{name}. If so, tap the tick' },
  priority: { zh: '有这些情况，可以优先', en: 'Any of these go earlier' },
  voices: { zh: '听得懂哪个，就点哪个', en: 'Tap the voice you understand' },
  listening: { zh: '点一下听，再点一下选', en: 'Tap to hear, tap again to choose' },
  listeningOff: { zh: '好，点一下就选', en: 'One tap chooses now' },
  taking: { zh: '正在取号', en: 'Taking your number' },
  taken: { zh: '您的号是 {digits}', en: 'Your number is {digits}' },
  goTo: { zh: '请到{zone}，{counters}号窗口', en: 'Please go to {zone}, counter {counters}' },
  notTaken: { zh: '没有取到号，可以找人帮', en: 'No number was taken; ask for help' },
  help: { zh: '正在叫人，请等一下', en: 'Calling somebody, please wait' },
  helpTaken: { zh: '有人来了，请在这里等', en: 'Somebody is coming' },
  helpSlow: { zh: '还没有人来，可以去咨询台', en: 'Nobody yet; you can go to the desk' },
  lookup: { zh: '请点您号票上的数字', en: 'Tap the digits of your number' },
  numberWaiting: { zh: '前面还有 {count} 个人', en: '{count} people before you' },
  numberMoved: { zh: '窗口换了，请到 {counter} 号窗口等', en: 'Your counter is now {counter}' },
  numberNext: { zh: '马上到您，请等一下', en: 'You are next' },
  numberCalled: { zh: '叫到您了，请到 {counter} 号窗口', en: 'Please go to counter {counter}' },
  numberMissed: { zh: '叫过您了，点箭头接着排', en: 'You were called; tap the arrow to come back' },
  numberOver: { zh: '这个号已经办完了', en: 'This number is over' },
  idle: { zh: '您还在吗？在，就点大勾', en: 'Are you there? Tap the tick' },
  volume: { zh: '这么大声', en: 'This loud' },
  yes: { zh: '对，取号', en: 'Yes, take a number' },
  no: { zh: '不是这个', en: 'Not this one' },
  home2: { zh: '回到开头', en: 'To the start' },
});

/** A guide at the desk goes on for whoever stands at the kiosk. */
export const helpedTexts = defineTexts({
  helped: { zh: '导办员正在帮您办', en: 'The guide is doing it for you' },
  helpedNote: { zh: '请在这里等一下', en: 'Please wait here a moment' },
  alone: { zh: '我自己来', en: 'I will do it myself' },
});
