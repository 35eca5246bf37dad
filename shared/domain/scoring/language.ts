/**
 * Small words that tell English from other languages in Latin letters. A word stands with another language only
 * when English hardly uses it. Which other language it is stays a rough guess where neighbours share their words.
 */
export const smallWords: Record<string, string> = {
  en: "the and are were with this that they have has been you your my it of to for but not what when which would there from because just get got our will can about i at how why who thanks please them their been had did does me us after up if out i'm it's don't can't won't isn't doesn't didn't wasn't haven't hasn't i've i'll i'd you're that's",
  de: 'und der das nicht ist ich mit auf für sie ein eine wir aber auch wird sind noch nach dass zu den dem wie mich euch bei nur wenn vom von im hat heute mal man schon wieder oder kein keine zum zur dann jetzt immer um gibt doch dir du mein meine ihr nichts alle werden',
  es: 'el los las una por para está pero muy porque es del lo mi yo más cuando esta todo que con como este hoy te su al hay ya ser mis eso',
  fr: "le les des une est et pas que qui dans pour sur avec je vous nous ce ça mais il elle du au en plus cette ne se sa son tu c'est j'ai un par ont mon ma ai",
  it: 'il che di un una per con del della sono è gli anche questo ma mi più ho nel alla ti lo ci ai al tutti oggi sempre cosa io ha',
  pt: 'que não um uma com os dos em mais é muito para eu você por meu isso pra ao foi da na minha tem vai já ser hoje bom só ele ela tudo mas',
  nl: 'het een niet van ik je dat met voor zijn maar ook wel nog deze wat naar de ze bij',
  sv: 'och att det är inte jag som för på har så av till om',
  da: 'og det er ikke jeg som en på har så af til om med',
  pl: 'nie się jest że na jak tak ale przez dla',
  tr: 'bir ve bu için çok değil ama ben ne gibi',
  hi: 'hai hain nahi nahin nhi nhin bhi bhee aur kya ke ki ko ka mein mai mei tha thi raha rahe rahi rha rhe rhi kar karo karte karta karti karke karna krna kr kro krte aap aapka aapki aapke hum hume humne tum tumhe tumhara tumko sab sabse toh abhi bhai bhaiya ji yeh ye woh wo mera meri mere tera teri tere apne apna apni liye desh ek koi kuch kuchh gaya gayi gaye gya gyi gye jab jaise tak bahut bhut bohot bahot hota hoti hote hoga hogi hua hui hue wale wala wali kyu kyun kyon kyunki kaise kese kaun kab kahan yahan wahan yaar yar arre haan phir lekin magar agar itna itni itne usko uska uski uske usne isko iska iski iske isne unka unki unke unko mujhe muje mujhko mujse maine mene tujhe tune hoon diya diye kiya kiye liya bola bolo dekho dekha accha acha achha logo logon pyar dil kabhi sirf saath sath ghar baat unhone hamare hamara humare sakta sakte sakti chahiye aata aati jata jati aaj pehle pehli baad wapas paisa paise bilkul bekar kharab',
  id: 'yang dan ini itu tidak dengan untuk saya ada',
}
