import { foldWord } from '../matching/fold.ts'
import { smallWords } from '../scoring/language.ts'

const split = (words: string) => words.split(/\s+/).filter((word) => word !== '')

/** Beside the small words that tell a language. Folded. */
const more: Record<string, string> = {
  en: `a an as at be been being before after again all am also always any anybody anyone anything are around away back
    because both but by came come comes could did do does doing done down each either else enough even ever every
    everybody everyone everything few first for from get gets getting give given go goes going gone got had has have
    having he her here hers him his how however i if in into is it its itself just keep kind know last least less let
    like lol lot lots made make makes making many may maybe me mean might mine more most much must my near need needs
    never new next no nobody none nor not nothing now of off ok okay old on once one only or other others our ours out
    over own people per please put rather really right said same say saying says see seem seems seen self shall she
    should since so some somebody someone something soon still stuff such sure take taken tell than thank thanks that
    the their theirs them then there these they thing things think this those though through thus to together told too
    took towards tried try trying two under until up upon us use used uses using very via want wanted wants was way we
    well went were what whatever when where whether which while who whole whom whose why will with within without wont
    would wow yeah yes yet you your yours yourself actually already almost another anyway dont didnt doesnt isnt wasnt
    cant couldnt wouldnt shouldnt havent hasnt im ive id ill youre theyre thats whats lets gonna wanna btw imo rt pls
    plz hi hello hey dear guys guy anymore good great bad big little long way ago three four five half got able about
    above across against along among been between during except inside instead outside per unless around both day
    days hour hours minute minutes time times year years today tonight tomorrow yesterday morning evening night week
    weeks weekend month months pm am`,
  de: `aber alle allem allen aller alles als also am an ander andere anderen auf aus bei beim bin bis bist bitte da
    dabei dadurch dafur damit danke dann das dass dazu dein dem den denn der des dich die dies diese diesem diesen
    dieser dieses doch dort du durch ein eine einem einen einer eines einmal er es etwa etwas euch euer fur ganz gar
    gegen geht gehen gibt habe haben hab hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im
    immer in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinen konnen konnte leider machen macht
    man mehr mein meine meinem meinen meiner mich mir mit muss nach nicht nichts noch nun nur ob oder ohne schon sehr
    sein seine seit sich sie sind so soll sollte sondern sonst tag tage tagen uber um und uns unser unsere unter viel
    viele vom von vor wann war waren warum was wegen weil weiter welche wenn wer werden wie wieder will wir wird wo
    wurde wurden zu zum zur zwei zwischen heute morgen gestern stunde stunden woche wochen uhr jahr jahre neu neue neuen
    hallo mal`,
  es: `a al algo alguien ante antes aqui asi aun aunque bien cada como con contra cosa cuando cual de del desde despues
    dia dias donde dos e el ella ellas ellos en entre era eran eres es esa ese eso esta estaba estan estar estas este
    esto estos estoy fue fueron gracias ha hace hacer hacia han hasta hay hola hora horas hoy igual ir la las le les lo
    los mas me mi mientras mis mucho muchos muy nada ni no nos nosotros o os otra otro para pero poco por porque puede
    pueden puedo pues que quien quiero se sea ser si sido siempre sin sobre solo son soy su sus tambien tan tanto te
    tener tengo tiene tienen toda todas todo todos tres tu tus un una uno unos usted va vamos vez voy y ya yo ayer
    manana semana semanas ano anos mes ahora buenas buenos`,
  fr: `a ai alors apres au aucun aussi autre aux avant avec avez avoir avons bien bon bonjour c ca car ce cela ces cet
    cette chez comme d dans de depuis des deux dire doit donc du elle elles en encore entre est et etait etre eu eux
    fait faire faut fois ici il ils j jamais je jour jours l la le les leur leurs lui m ma mais me meme merci mes moi
    moins mon n ne ni non nos notre nous on ont ou par parce pas peu peut plus pour pourquoi pouvez puis qu quand que
    quel quelle quelque qui quoi rien s sa sans se ses si sinon son sont sous suis sur t ta tes toi tous tout toute
    toutes tres trop tu un une va vais vers veut voila voir vos votre vous y aujourd hui demain hier heure heures
    semaine semaines mois an ans`,
  it: `a abbiamo ad ai al alla alle allo ancora anche anni anno avere c che chi ci ciao come con cosa cosi da dal dalla
    dalle degli dei del della delle dello di dopo dove due e ed era essere fa fare fatto fino fra giorni giorno gli gia
    grazie ha hai hanno ho i il in io l la le lei lo loro lui ma mai me mentre mi mia mie miei mio molto ne nei nel
    nella nelle niente no noi non nostra nostro o oggi ogni ora ore per perche pero piu po poi prima puo qua quale
    quando quanto quella quello questa queste questi questo qui sara se sei sempre senza si sia siamo siete solo sono
    sta stato sto su sua sue sul sulla suo ti tra tu tua tuo tutta tutte tutti tutto un una uno va vi voi volta vostra
    vostro ieri domani settimana settimane mese mesi`,
  pt: `a agora ai ainda algo alguem ao aos aqui as ate bem bom cada com como da dar das de dela dele depois desde dia
    dias do dois dos e ela elas ele eles em entre era essa esse esta estao estar estava este estou eu faz fazer foi
    foram fui ha hoje hora horas isso isto ja la lhe mais mas me mesmo meu meus minha minhas muito muitos na nada nao
    nas nem no nos nossa nosso num numa nunca o obrigada obrigado ola onde os ou outra outro para pela pelo pode por
    porque pra pro qual quando quase que quem quero se sem sempre ser seu seus so sobre sou sua suas tambem tao te tem
    tenho ter teve tinha toda todas todo todos tres tu tudo um uma umas uns vai vamos vao ver vez voce voces vou ontem
    amanha semana semanas mes meses ano anos`,
  nl: `aan al alle als andere bent bij ben dan dag dagen dat de deze die dit doen door dus een en er geen gaan gaat
    had heb hebben heeft hem hier hij hoe hun iemand iets in is ja jaar je jij jullie kan keer kunnen maar me meer men
    mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over pas te tegen toch toen tot twee uit uur
    uw van veel voor waar waarom wanneer want waren was wat weer wel werd wie wij wil worden wordt zal ze zelf zich
    zij zijn zo zonder zou vandaag morgen gisteren week weken`,
  zh: '的 了 是 我 你 他 她 它 在 有 和 不 就 也 都 这 那 吗 吧 啊 很 们 个 一个 没有 没 什么 怎么 我们 你们 他们 这个 那个 这么 因为 所以 但是 可以 今天 还 又 把 被 给 到 说 去 来 上 下 会 要 好 人 再 跟 对 从 让 呢 吃 太',
  ja: '今日 人 何 私 今 方 事 時 中 日 年 月 分 前 後 僕 俺 様 的 者 等 昨日 明日 本当',
  th: 'ที่ และ ของ ใน มี ไม่ ได้ ให้ ไป มา จะ เป็น กับ ว่า แล้ว ก็ คือ นี้ นั้น ครับ ค่ะ คะ นะ เลย แต่ หรือ อยู่ จาก ด้วย ถึง กัน ผม ฉัน เรา คุณ เขา มาก วัน ต้อง ทำ อะไร ยัง อีก ถ้า เพราะ การ ความ วันนี้',
  ru: 'и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет кто этот того потому этого какой совсем здесь этом один почти мой тем чтобы нее это этот при об сегодня вчера завтра день',
}

const byLanguage = new Map<string, ReadonlySet<string>>()
for (const language of new Set([...Object.keys(smallWords), ...Object.keys(more)]))
  byLanguage.set(
    language,
    new Set(split(`${smallWords[language] ?? ''} ${more[language] ?? ''}`).map(foldWord)),
  )
const ofAll: ReadonlySet<string> = new Set([...byLanguage.values()].flatMap((words) => [...words]))

export const hasStopWords = (language: string): boolean => byLanguage.has(language)

/** Words of a language that carry no meaning of their own, folded; of all languages where it is not known. */
export function stopWordsOf(language: string | null): ReadonlySet<string> {
  return byLanguage.get(language ?? '') ?? ofAll
}

/**
 * Names of days and months: they rise and fall with the calendar, whatever a brand does. Alone, or beside numbers, they
 * are no topic. Folded.
 */
export const calendarWords: ReadonlySet<string> = new Set(
  split(`monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march
    april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar marz mai juni juli oktober
    dezember lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril
    juin juillet aout septembre octobre novembre decembre lunedi martedi mercoledi giovedi venerdi domenica gennaio
    febbraio aprile maggio giugno luglio settembre ottobre dicembre segunda terca quarta quinta sexta feira janeiro
    fevereiro marco maio junho julho setembro outubro novembro dezembro maandag dinsdag woensdag donderdag vrijdag
    zaterdag zondag`),
)
