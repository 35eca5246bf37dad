/**
 * Words of everyday talk that are names of brands too. Heard in any writing they would bring mostly what is not about
 * the brand, so that a proposal asks for the capital letter. Folded.
 */
export const ordinaryWords: ReadonlySet<string> = new Set(
  `ace active actual alien ally amazon anchor answer apex apple arc arm arrow ask aspect atlas aurora axis
  ball base basecamp bass beam bear beats bell best bird bit block bloom blue bold bolt bond boost boots
  box brave bridge bright brilliant bubble budget buffer burger burn buzz canon carbon cash castle
  caterpillar champion chase check chef chime choice chrome circle citizen city clean clear clever cloud
  clover coach coast code coffee compass concord core corsair craft credit crest cross crown cruise
  crystal cursor dash dawn deal dell diesel discord discover dish dollar double dove dragon dream drift
  drop echo eclipse edge element elite empire energy engine equinox everlast express face fairy falcon fat
  figure fire first flash flex flight flow focus ford forest fork forward fossil fox free fresh frontier
  fuel function galaxy gap gem general giant global go gold golden good grammar grand graph green guardian
  guess hand harbor harvest head heart hello hero home honest honey hoop horizon hotel house human icon
  ideal impact indeed infinity insight intel jaguar jet juice jump just key kind king kiss lamp land leaf
  leap legend lemonade level liberty light lime line linear link lion live local loom loop lotus love
  lucid luna lush lynx magic magnet main mango mark mars match matrix maximum meta metro micro mind mini
  mint mirror mobile model monday monster moon motion muse native nectar nest next noble north notion nova
  now nuts oak ocean office omega on one open opera optimum oracle orange orbit oscar otter oxygen pace
  palm panda panther paper patagonia path peak pearl penguin people phoenix pilot pine pink pioneer pirate
  plaid planet platform play point polar polo post power premier prime prism progressive prompt pulse puma
  pure quest quick radar rain range rapid razor ready real record red reef relay reliance remarkable ring
  ripple rise river robin rocket root rover royal safari sage salt sample scout seal seat shark shell
  shield shift signal silk silver simple sky slack slate smart snap snow social solo sonic source south
  space spark spirit spring sprint sprite square stable staples star steam steel stone storm stream stripe
  strong subway summit sun sunrise supreme surface swan swift swing table tandem target team tempo three
  thrive tide tiger time titan toast top total touch tower trade trail transit trend triumph true trust
  tundra twin ultra under union unison united unity universal up urban us value vanguard vector velvet
  verse visa vision vista vital volt wave way west wild wind windows wing wire wise wish wolf wonder word
  work world yes young zen zero zip zone zoom`.split(/\s+/),
)
