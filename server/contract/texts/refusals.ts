import { defineTexts } from './define.ts';

/** Words of every refusal. `{name}` is filled from the refusal's facts. */
export const refusalTexts = defineTexts({
  'invalid-request': { zh: '请求内容不对:{problem}', en: 'The request is not valid: {problem}' },
  'unsupported-media-type': { zh: '请用 application/json 提交', en: 'Send the body as application/json' },
  'not-found': { zh: '没有这个地址', en: 'There is nothing at this address' },
  'sign-in-first': { zh: '请先登录', en: 'Sign in first' },
  'wrong-password': { zh: '工号或密码不对', en: 'The staff id or the password is wrong' },
  'account-locked': {
    zh: '连续输错次数太多,请 {minutes} 分钟后再试',
    en: 'Too many wrong passwords; try again in {minutes} minutes',
  },
  'demo-only-on-this-machine': { zh: '演示账号只能在本机使用', en: 'Demo accounts work on this machine only' },
  'not-allowed': { zh: '您的岗位没有这项权限', en: 'Your role does not allow this' },
  'not-your-counter': { zh: '{counter} 号窗口现在由 {staff} 办理', en: 'Counter {counter} is staffed by {staff}' },
  'not-your-post': { zh: '您不是 {counter} 号窗口的 A 岗或 B 岗', en: 'You hold neither A nor B at counter {counter}' },
  'unknown-service': { zh: '没有这项业务:{service}', en: 'There is no service {service}' },
  'service-not-in-hall': {
    zh: '「{name}」不在大厅办理,请到{department}',
    en: '{name} is not handled in this hall; go to {department}',
  },
  'service-twice': { zh: '同一张号票上业务重复:{service}', en: 'Service {service} is named twice' },
  'too-many-services': { zh: '一张号票最多办 {most} 项业务', en: 'One ticket carries at most {most} services' },
  'unknown-ticket': { zh: '没有这张号票', en: 'There is no such ticket' },
  'unknown-counter': { zh: '没有 {counter} 号窗口', en: 'There is no counter {counter}' },
  'unknown-dossier': { zh: '没有这个办件', en: 'There is no such dossier' },
  'unknown-view': { zh: '没有这个画面,可用的有:{views}', en: 'There is no such view; there are: {views}' },
  'unknown-item': { zh: '没有这个事项:{item}', en: 'There is no item {item}' },
  'unknown-pause-reason': {
    zh: '暂停原因不对,可用的有:{reasons}',
    en: 'Unknown reason for a pause; there are: {reasons}',
  },
  'unknown-material': { zh: '「{material}」不是本事项的材料', en: '{material} is not a material of this item' },
  'numbers-exhausted': {
    zh: '{zone} 区今天的号已取完,请到咨询台',
    en: 'Zone {zone} has no numbers left today; ask at the desk',
  },
  'wrong-ticket-state': {
    zh: '号票 {number} 现在是「{status}」,不能这样做;可以:{allowed}',
    en: 'Ticket {number} is {status}; allowed now: {allowed}',
  },
  'wrong-counter-state': {
    zh: '{counter} 号窗口现在是「{stage}」,不能这样做;可以:{allowed}',
    en: 'Counter {counter} is {stage}; allowed now: {allowed}',
  },
  'counter-closed': { zh: '{counter} 号窗口没有开,请先开窗口', en: 'Counter {counter} is closed; open it first' },
  'counter-taken': { zh: '{counter} 号窗口已由 {staff} 打开', en: 'Counter {counter} was opened by {staff}' },
  'already-at-a-counter': {
    zh: '您已在 {counter} 号窗口,请先关闭那里',
    en: 'You are active at counter {counter}; close it first',
  },
  'ticket-at-another-counter': {
    zh: '号票 {number} 在 {counter} 号窗口',
    en: 'Ticket {number} is at counter {counter}',
  },
  'nowhere-to-transfer': {
    zh: '请说明转到哪项业务或哪个窗口',
    en: 'Name another service or another counter to transfer to',
  },
  'recalled-too-often': { zh: '已重呼 {most} 次,不能再呼', en: 'Recalled {most} times already' },
  'recalled-too-soon': { zh: '请过 {seconds} 秒再重呼', en: 'Wait {seconds} more seconds before recalling' },
  'nothing-to-undo': { zh: '没有可以撤销的操作', en: 'There is nothing to undo' },
  'undo-too-late': { zh: '已过撤销时限({seconds} 秒)', en: 'Too late to undo (limit {seconds} seconds)' },
  'undo-overtaken': {
    zh: '号票 {number} 已经往下办了,不能撤销',
    en: 'Ticket {number} has moved on; this cannot be undone',
  },
  'no-printer': { zh: '这里没有打印机', en: 'There is no printer here' },
  'slip-not-printing': { zh: '这张小票不在打印中', en: 'This slip is not being printed' },
  'slip-still-printing': { zh: '小票还在打印,请稍候', en: 'The slip is still being printed' },
  'not-served-here': {
    zh: '只有正在办理或刚办完这张号票的窗口可以收件',
    en: 'Only the counter that serves or served this ticket may open its dossier',
  },
  'command-id-reused': { zh: '这个操作编号已用于另一个操作', en: 'This commandId was used for a different command' },
  'reason-needed': { zh: '请说明原因', en: 'A reason is needed' },
  'device-in-trouble': { zh: '设备 {device} 没有完成:{reason}', en: 'Device {device} did not do it: {reason}' },
  'commit-failed': { zh: '没能记下,请再试一次', en: 'It could not be recorded; try again' },
  'internal-error': { zh: '系统出错,已记录', en: 'Something went wrong; it was logged' },
});
