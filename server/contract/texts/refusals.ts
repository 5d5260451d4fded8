import { defineTexts } from './define.ts';
import { leaveRefusals } from './leave-refusals.ts';

/** Words of every refusal. `{name}` is filled from the refusal's facts. */
export const refusalTexts = defineTexts({
  'invalid-request': { zh: '请求内容不对:{problem}', en: 'The request is not valid: {problem}' },
  'body-too-large': { zh: '提交的内容太大', en: 'The body is too large' },
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
  'unknown-paper': {
    zh: '本办件没有这份文书;现有:{allowed}',
    en: 'The record does not call for this paper; there are: {allowed}',
  },
  'not-in-archive': {
    zh: '共享档案中没有该申请人的「{material}」',
    en: 'The shared archive holds no {material} of this applicant',
  },
  'unknown-scan': { zh: '没有这份扫描件', en: 'There is no such scan' },
  'scan-too-large': { zh: '扫描件不能超过 {mostMegabytes} MB', en: 'A scan has at most {mostMegabytes} MB' },
  'scan-not-readable': {
    zh: '只能上传 PDF、PNG 或 JPEG 文件',
    en: 'Only PDF, PNG and JPEG files are taken',
  },
  'too-many-scans': { zh: '一个办件最多 {most} 份扫描件', en: 'A dossier takes at most {most} scans' },
  'rows-not-valid': {
    zh: '有 {count} 处不对,没有导入任何内容',
    en: '{count} mistakes; nothing was taken in',
  },
  'item-changed-meanwhile': {
    zh: '事项 {item} 刚被他人修改,请先查看第 {version} 版',
    en: 'Item {item} was changed meanwhile; look at version {version} first',
  },
  'no-floor-plan': { zh: '这个大厅没有平面图', en: 'This hall has no floor plan' },
  'no-way': {
    zh: '平面图上没有从「{from}」到 {counter} 号窗口的路',
    en: 'The floor plan has no way from {from} to counter {counter}',
  },
  'unknown-view': { zh: '没有这个画面,可用的有:{views}', en: 'There is no such view; there are: {views}' },
  'unknown-booking': { zh: '没有这个预约', en: 'There is no such booking' },
  'wrong-booking-state': {
    zh: '这个预约现在是「{state}」,不能这样做;可以:{allowed}',
    en: 'This booking is {state}; allowed now: {allowed}',
  },
  'no-such-slot': {
    zh: '没有 {slot} 这个预约时段,可选:{allowed}',
    en: 'There is no slot at {slot}; there are: {allowed}',
  },
  'slot-over': { zh: '{slot} 已经过了,还可选:{allowed}', en: 'The slot at {slot} is over; still free: {allowed}' },
  'slot-full': { zh: '{slot} 已约满,还可选:{allowed}', en: 'The slot at {slot} is full; still free: {allowed}' },
  'no-bookings-that-day': {
    zh: '{date} 不能预约:只约今天起 {most} 天内的工作日',
    en: 'No bookings for {date}: only working days within {most} days',
  },
  'booking-too-early': {
    zh: '预约的是 {date} {slot},请在此前 {minutes} 分钟内报到',
    en: 'The booking is for {date} {slot}; report at most {minutes} minutes before',
  },
  'unknown-consult': { zh: '没有这条咨询记录', en: 'There is no such consultation' },
  'wrong-consult-state': {
    zh: '这条咨询记录现在是「{state}」,不能这样做;可以:{allowed}',
    en: 'This consultation is {state}; allowed now: {allowed}',
  },
  'not-your-consult': { zh: '这条咨询由 {owner} 首问负责', en: 'This consultation belongs to {owner}' },
  'handed-to-yourself': { zh: '不能转给自己', en: 'It is yours already' },
  'unknown-help-call': { zh: '今天没有这条求助', en: 'There is no such call for help today' },
  'wrong-help-call-state': {
    zh: '这条求助现在是「{state}」,不能这样做;可以:{allowed}',
    en: 'This call for help is {state}; allowed now: {allowed}',
  },
  'too-many-help-calls': {
    zh: '同时求助的地方太多({most} 处),请直接到咨询台',
    en: 'More than {most} places call for help at once; please go to the desk',
  },
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
  'already-stood-back': {
    zh: '号票 {number} 已经往后排过一次,不能再排',
    en: 'Ticket {number} has stood back once already',
  },
  'nobody-behind': {
    zh: '号票 {number} 后面没有人,不用往后排',
    en: 'Nobody waits behind ticket {number}: it keeps its place',
  },
  'restore-too-late': {
    zh: '退号超过 {minutes} 分钟,请重新取号',
    en: 'The number was given up more than {minutes} minutes ago; take a new one',
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
  'nobody-to-rate': {
    zh: '没有可以评价的服务,或者已经评价过',
    en: 'There is no visit to rate, or it was rated already',
  },
  'rating-closed': { zh: '评价时间已过,谢谢', en: 'The time to rate this visit is over; thank you' },
  'rated-already': { zh: '这次服务已经评价过,谢谢', en: 'This visit was rated already; thank you' },
  'wrong-rating-token': { zh: '这次评价不是由本窗口发起的', en: 'This rating was not opened by the counter' },
  'reasons-not-asked': {
    zh: '只有后两级评价可以选原因',
    en: 'Reasons and a telephone number go with the last two levels only',
  },
  'nobody-sent-it': {
    zh: '号票 {number} 不是别的窗口转来的',
    en: 'Ticket {number} was not transferred from another counter',
  },
  'unknown-follow-up': { zh: '没有这件差评核实', en: 'There is no such follow-up' },
  'wrong-follow-up-state': {
    zh: '这件差评核实现在是「{status}」,不能这样做;可以:{allowed}',
    en: 'This follow-up is {status}; allowed now: {allowed}',
  },
  'not-your-own': {
    zh: '{staff} 是被评价的人,要由别人核实和办结',
    en: '{staff} was rated; somebody else must look into it',
  },
  'call-back-first': {
    zh: '办事人留了电话,先回访再办结;打不通的要打满 {most} 次',
    en: 'The visitor left a number: call back first, {most} times if nobody answers',
  },
  'no-contact-left': {
    zh: '没有留电话,或者已经按期清除',
    en: 'No telephone number was left, or it was erased on schedule',
  },
  'no-printer': { zh: '这里没有打印机', en: 'There is no printer here' },
  'slip-not-printing': { zh: '这张小票不在打印中', en: 'This slip is not being printed' },
  'slip-still-printing': { zh: '小票还在打印,请稍候', en: 'The slip is still being printed' },
  'no-voice': {
    zh: '这台服务器上没有可用的语音,请用浏览器语音或提示音',
    en: 'No voice is installed on this server; use the browser’s own or the chime',
  },
  'speech-busy': { zh: '正在合成的语音太多,请稍后再试', en: 'Too much speech is being made; try again in a moment' },
  'unknown-voice': {
    zh: '没有「{voice}」这个语音;可以:{allowed}',
    en: 'There is no voice {voice}; there are: {allowed}',
  },
  'voice-lacks-words': {
    zh: '语音「{voice}」没有录这句话里的字词:{missing}',
    en: 'Voice {voice} has no recording of words in this sentence: {missing}',
  },
  'unusable-recording': { zh: '这段录音不能用：{problem}', en: 'This recording cannot be used: {problem}' },
  'agent-superseded': {
    zh: '设备代理「{agent}」已由另一个程序接替',
    en: 'Another run of device agent {agent} has taken over',
  },
  'agent-not-linked': { zh: '设备代理「{agent}」要先接上', en: 'Device agent {agent} must follow its feed first' },
  'not-served-here': {
    zh: '只有正在办理或刚办完这张号票的窗口可以收件',
    en: 'Only the counter that serves or served this ticket may open its dossier',
  },
  'service-not-here': {
    zh: '{counter} 号窗口现在不办 {number} 号的业务，能办的窗口：{counters}',
    en: 'Counter {counter} does not serve {number} now; counters that do: {counters}',
  },
  'wrong-dossier-state': {
    zh: '办件 {no} 现在是「{status}」,不能这样做;可以:{allowed}',
    en: 'Dossier {no} is {status}; allowed now: {allowed}',
  },
  'dossier-unsound': {
    zh: '办件 {no} 的记录读不出来,已记录',
    en: 'The record of dossier {no} cannot be read; it was logged',
  },
  'too-many-guesses': {
    zh: '试的次数太多,请 {minutes} 分钟后再查',
    en: 'Too many attempts; try again in {minutes} minutes',
  },
  'not-your-duty': { zh: '这一步要由 {duties} 来办', en: 'This step belongs to: {duties}' },
  'not-your-department': { zh: '这一步属于 {department}', en: 'This step belongs to department {department}' },
  'accepted-it-yourself': {
    zh: '受理人 {accepted} 不能审批同一办件(顶岗时也一样)',
    en: '{accepted} accepted this dossier and cannot approve it, not even when acting for somebody',
  },
  'negative-report-needed': {
    zh: '先填《否定报备登记表》并经领导同意',
    en: 'File the report of a negative answer and have it approved first',
  },
  'papers-missing': { zh: '材料还不齐:{missing}', en: 'Papers are missing: {missing}' },
  'already-extended': { zh: '已经延期过一次', en: 'It was extended once already' },
  'extension-too-long': { zh: '最多延长 {most} 个工作日', en: 'At most {most} working days more' },
  'extension-too-late': { zh: '法定时限 {legalOn} 已过,不能再延', en: 'The legal limit {legalOn} has passed' },
  'not-the-amount-due': { zh: '应缴 {due} 元', en: 'The amount due is {due} yuan' },
  'unknown-body': { zh: '{body} 没有待办的联办任务', en: '{body} has no open joint task here' },
  'body-refused': { zh: '{bodies} 不同意,不能准予', en: '{bodies} refused; it cannot be granted' },
  'unknown-card': { zh: '没有这张牌', en: 'There is no such card' },
  'not-your-card': { zh: '这张牌不是发给您的', en: 'This card was not given to you' },
  'wrong-card-state': {
    zh: '这张牌现在是「{status}」,不能这样做;可以:{allowed}',
    en: 'This card is {status}; allowed now: {allowed}',
  },
  'unknown-urge': { zh: '没有这条督办', en: 'There is no such urging' },
  'wrong-urge-state': { zh: '这条督办现在是「{status}」', en: 'This urging is {status}' },
  'command-id-reused': { zh: '这个操作编号已用于另一个操作', en: 'This commandId was used for a different command' },
  'ticket-in-hand': {
    zh: '手里还有一位,请先办结、挂起或转移',
    en: 'Finish, hold or transfer the ticket in hand first',
  },
  'unknown-staff': { zh: '没有这个工号:{staff}', en: 'There is nobody with the staff id {staff}' },
  'unknown-post-change': { zh: '没有这项岗位变更', en: 'There is no such change of posts' },
  'wrong-post-change-state': { zh: '这项岗位变更现在是「{status}」', en: 'This change of posts is {status}' },
  'proposed-it-yourself': { zh: '自己提出的变更要由另一个人批准', en: 'Somebody else must approve what you proposed' },
  'post-unsound': { zh: '岗位安排不对:{problem}', en: 'The post is not sound: {problem}' },
  'service-without-person': {
    zh: '{counter} 号岗的 {services} 没有人有资格办;要么安排人,要么写明不设 B 岗的原因',
    en: 'Nobody at post {counter} is qualified for {services}; name somebody or exclude the post with a reason',
  },
  'dates-not-in-order': { zh: '日期不对:从 {from} 到 {until}', en: 'The dates are not in order: {from} to {until}' },
  'other-holder-away': {
    zh: '{counter} 号岗的 {staff} 也不在,A、B 岗不能同时离岗;请假可以另指定一位有资格的人顶岗',
    en: 'At counter {counter} {staff} is away too; A and B may not both be away. A leave may name a qualified third person',
  },
  'card-gone': { zh: '身份证信息已过期,请再放一次', en: 'The card is no longer at hand; lay it down again' },
  'reason-needed': { zh: '请说明原因', en: 'A reason is needed' },
  ...leaveRefusals,
  'device-in-trouble': { zh: '设备 {device} 没有完成:{reason}', en: 'Device {device} did not do it: {reason}' },
  'cannot-serve-it': {
    zh: '{counter} 号窗口现在不能办 {number} 的业务;可以:{allowed}',
    en: 'Counter {counter} cannot serve what {number} waits for; those that can: {allowed}',
  },
  'clerk-not-present': { zh: '{staff} 现在不在岗,不能安排', en: '{staff} is not in the hall now' },
  'not-of-this-post': {
    zh: '{staff} 不是 {counter} 号岗的人;可以:{allowed}',
    en: '{staff} does not belong to post {counter}; those who do: {allowed}',
  },
  'nobody-covers': { zh: '{counter} 号岗现在没有人顶岗', en: 'Nobody stands in at post {counter}' },
  'no-loudspeaker': { zh: '这些区没有喇叭', en: 'There is no loudspeaker in these zones' },
  'unknown-zone': { zh: '没有 {zone} 区', en: 'There is no zone {zone}' },
  'unknown-errand': { zh: '没有这项导服任务', en: 'There is no such errand' },
  'commit-failed': { zh: '没能记下,请再试一次', en: 'It could not be recorded; try again' },
  'internal-error': { zh: '系统出错,已记录', en: 'Something went wrong; it was logged' },
});
