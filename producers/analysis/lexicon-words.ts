/**
 * What the language of markets adds to AFINN-165, written from general knowledge of it; no licensed list is in here.
 * Weights: 1 leans, 1.5–2 says it, 3 says it loudly; a headline takes a side from 1.5 on (lexicon-model.ts).
 */
const WORDS: Readonly<Record<string, string>> = {
  '3': `bullish outperform outperforms outperformed outperforming skyrocket skyrockets skyrocketed skyrocketing
    blowout breakout upgrade upgrades upgraded soar soars soared soaring surge surges surged surging
    rally rallies rallied rallying moon mooning ath stellar`,
  '2': `beat beats beating tops topped jump jumps jumped jumping climb climbs climbed climbing gain gains gained gaining
    rise rises rose rising rebound rebounds rebounded rebounding recover recovers recovered recovery
    advance advances advanced exceed exceeds exceeded upbeat upside overweight undervalued boom booming
    buyback buybacks profitable stronger strength robust bull bulls accelerates accelerated accelerating
    outpace outpaces outpaced spike spikes spiked tendies stonks btfd lfg approves approved approval
    turnaround leap leaps leaped leapt reaccelerates unstoppable dominates doubled tripled quadrupled roars roared
    vaults vaulted ripping rips blockbuster dazzles dazzled`,
  '1.5': `win wins won winning winner winners strong boost boosts boosted higher optimistic optimism bargain crush
    crushes crushed tailwind tailwinds momentum uptrend pops popped pop accumulate lifts lifted breakthrough lucrative
    thrive thrives thriving propels propelled squeeze squeezed upward upwards impresses impressed shines doubles
    triples`,
  '1': `growth grow grows grew growing profit profits dividend expand expands expanded expansion milestone hiring
    raises raised hike buying gainers hodl yolo innovative success successful improve improves improved improving solid
    potential impressive inflow inflows flex fuels catalyst oversold bottomed bottoming upswing leads cheap`,
  '0.5': 'buy partner partners partnership leading leader ahead green deal deals settles calls orders',
  '-0.5': 'denies denied hit strikes fights puts blames blame limits paused',
  '-1': `concern concerns risk risks risky lower dip dips dipped pause pauses uncertainty uncertain volatile volatility
    fud pressure delay delays delayed postpone postpones postponed cut cuts cutting debt tariff tariffs strike protest
    protests dispute disputes slow slows slowing criticized critics outflow outflows costly expensive pricey scrutiny
    ouster exits quits leaves trims trimmed challenge challenges skeptical doubt doubts complain complaint complaints
    lawsuit lawsuits sue sues sued suing bans allegations alleged troubled embattled plagued grounding threatens
    threaten threatened forced overbought trails trailed crisis deadly`,
  '-1.5': `weak weaker weakness weaken weakens cancel cancels canceled cancelled cancelling halts halted halt stalls
    stalled suspend suspends suspended warn warns warned warning probe probes investigate investigates investigated
    investigation penalty penalties layoff layoffs ban banned leak leaks breach breached hack hacked hackers
    outage outages shortage shortages struggle struggles struggled struggling worry worries worried fear fears feared
    hurt hurts violation violations violated accused accuses bubble resign resigns resigned slower headwind headwinds
    dilution dump dumps dumped dumping shorts shorting glut woes dubious downward rejects rejected blocked lag lags
    lagged erode erodes eroding erases erased drags dragged stagnant overhang sluggish tepid whistleblower walkout`,
  '-2': `drop drops dropped dropping fall falls fell falling decline declines declined declining slide slides slid
    sliding lose loses losing lost loss losses miss misses missed missing disappoint disappoints disappointed
    disappointing disappointment underweight overvalued downside slash slashes slashed slashing recall recalls
    recalled grounded antitrust subpoena subpoenaed trouble troubles pain worst bear bears fined halved halves
    shrink shrinks shrank shrinking retreat retreats retreated flop flops flopped pullback deteriorates
    impairment writedown delisted delisting fails fail failed failure fallout blow slip slips slipped unprofitable
    bagholder bagholders guh stumbles stumbled stumble falters faltered setback laggard bribery junk lackluster dismal`,
  '-3': `bearish underperform underperforms underperformed underperforming plunge plunges plunged plunging plummet
    plummets plummeted plummeting crash crashes crashed crashing tumble tumbles tumbled tumbling tank tanks tanked
    tanking sink sinks sank sinking slump slumps slumped slumping selloff downgrade downgrades downgraded bankruptcy
    bankrupt insolvent insolvency fraud fraudulent scandal collapse collapses collapsed collapsing default defaults
    defaulted rekt nosedive nosedives crater craters cratered meltdown bloodbath carnage rout`,
  // AFINN gives these a weight that they do not carry in a headline about a company.
  '0': `share shares united interest trust big huge free pay pays paid demand demands charge charging charges chance
    matter legal secure secures want wants reach reaches adopt adopts alert alerts fan fans fun super no hard limited
    stop stops like likes vision mad joke gross fire fires kill kills crazy top commit commits committed natural
    yeah yes please help helps launched feeling novel grand intelligent cool chief dear straight easy keen best fine
    luck mature sexy smart solution solutions spark support supports supported true vested warm wealth
    welcome apple energy battle block blocks cry dark dead die died dies exclusive excuse fight fighting ghost god
    hope hopes hoping ignore join love loves marvel mine miracle mistake murder peace play poor pray
    prison stranger stuck suspect thank thanks thx tired torn trap war warfare warrior violent worth agree agreed
    agreement attack attracts award awards backed backing clear clears clean cleared sell selling red`,
};

export const WEIGHTS: ReadonlyMap<string, number> = new Map(
  Object.entries(WORDS).flatMap(([weight, words]) => words.split(/\s+/).map((word) => [word, Number(weight)] as const)),
);

/** These turn what follows within three words round: "not profitable", "averts strike". They weigh nothing themselves. */
export const NEGATORS: ReadonlySet<string> = new Set(
  `not no never without cannot cant can't dont don't doesnt doesn't didnt didn't isnt isn't arent aren't wasnt wasn't
  werent weren't wont won't wouldn't shouldn't couldn't hardly neither nor avoid avoids avoided avert averts averted
  dodge dodges dodged prevent prevents prevented eases easing ease shrugs`.split(/\s+/),
);
