import type { ExampleCouncil } from './example.ts';
import { exampleshireBefore } from './exampleshire-before.ts';
import { exampleshireEvidence } from './exampleshire-evidence.ts';
import { exampleshireFirst } from './exampleshire-first.ts';
import { exampleshireInspections } from './exampleshire-inspections.ts';
import { exampleshireMeasures } from './exampleshire-measures.ts';
import { exampleshirePlan, exampleshirePublications } from './exampleshire-plan.ts';
import { exampleshireFindings, exampleshireReports } from './exampleshire-report.ts';
import { exampleshireStages } from './exampleshire-stages.ts';
import { exampleshireStory } from './exampleshire-story.ts';
import { prose } from './prose.ts';

/** An invented county council that is nearly ready: nine scores, 28 points, evidence for every statement. */
export const exampleshire: ExampleCouncil = {
  slug: 'exampleshire',
  name: 'Exampleshire County Council (example)',
  isExample: true,
  assessment: {
    name: 'CQC assessment 2026 to 2027',
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    startedAt: '2026-04-13T08:32:00Z',
    content: 'carried',
  },
  joinedAt: '2024-09-02T09:15:00Z',
  people: [
    {
      email: 'lead@exampleshire.example',
      name: 'Priya Nair',
      role: 'lead',
      lookedAt: '2026-11-05T08:45:00Z',
    },
    {
      email: 'contributor@exampleshire.example',
      name: 'Daniel Okoro',
      role: 'contributor',
      lookedAt: '2026-10-30T15:20:00Z',
    },
    {
      email: 'director@exampleshire.example',
      name: 'Helen Marsh',
      role: 'director',
      lookedAt: '2026-11-05T17:15:00Z',
    },
    {
      email: 'reader@exampleshire.example',
      name: 'Joan Whitlock',
      role: 'reader',
      lookedAt: '2026-11-06T10:55:00Z',
    },
    { email: 'admin@exampleshire.example', name: 'Sam Rees', role: 'admin' },
    { email: 'region@network.example', name: 'Robin Hale', role: 'reader' },
  ],
  agreements: [
    {
      at: '2026-10-14T15:20:00Z',
      by: 'director@exampleshire.example',
      shared: ['signed', 'live', 'statements', 'strength'],
      reason: 'The directors of the region have asked each other for this until the spring.',
    },
  ],
  measures: exampleshireMeasures,
  topics: [
    {
      at: '2026-09-16T10:30:00Z',
      by: 'lead@exampleshire.example',
      topic: {
        name: 'Paying for care',
        about:
          'Whether people learn early what care will cost them, how long a financial assessment takes, and what direct payments let them do.',
        words: ['charge', 'charging', 'financial assessment', 'direct payment', 'self-fund'],
        measures: ['direct-payments'],
      },
    },
  ],
  inspections: exampleshireInspections,
  reports: exampleshireReports,
  findings: exampleshireFindings,
  actions: exampleshirePlan,
  publications: exampleshirePublications,
  stages: exampleshireStages,
  before: [exampleshireFirst, exampleshireBefore],
  ...exampleshireStory,
  statements: {
    QS1: {
      score: 3,
      strengths: prose`
        We assess with people, not for them. Our practice framework (E13) asks every worker to start from what the
        person can do, who matters to them and what a good week looks like. Audits show that it has taken hold: 79 of
        the 96 cases audited between April and June 2026 were good or better (82%), up from 74% a year before, and the
        person's own words were in 88% of them (E26 p.2).

        People wait less. The number waiting for a Care Act assessment fell from 1,184 in April 2025 to 412 in
        September 2026, and the median wait from 41 days to 19 (E32). Duty workers call everyone on the list at least
        every four weeks and move them up when risk changes. Where people disagree with a decision on eligibility, a
        second worker looks at it within ten working days.`,
      improvements: prose`
        Carers come second too often. Only 63% of audited cases recorded the carer's own view (E26 p.3), and carers at the
        September forum told us that they repeat their story and do not always know that they can have an assessment
        of their own (E29). The median wait for a carer's assessment is 26 days; our aim is 14 by March 2027.

        Not all reviews are on time: 78% of people had one within 12 months, against an aim of 85% (E32). The south team has the longest waits, at 23 days, because of three vacant posts, and occupational therapy
        assessments still take 47 days. We have agreed four posts for 18 months and a joint carers' front door from
        January 2027. We also need to explain charges earlier: a median of 21 days for a financial assessment means
        that some people agree a plan before they know its cost.`,
      impact: prose`
        More people tell us that support fits their life. In the 2025 to 2026 survey 79% said that they have enough
        control over their daily life, up from 76%, and 68% were extremely or very satisfied, up from 64% (E19). The
        survey reached 437 people, 29% of those asked, so we read it next to audits and complaints.

        Shorter waits matter to people at risk. No one now waits more than 77 days, where in April 2025 the longest wait
        was 196 (E32). Since duty calls began in September 2025, 143 people were moved up the list after a change that
        we would not have known about. Carers gave us the honest counterweight: those with a plan of their own
        described breaks that they could rely on, and those without described exhaustion (E29).`,
      completed: true,
    },
    QS2: {
      score: 4,
      strengths: prose`
        Prevention is where we do best. Our strategy (E2) puts £11.4 million a year into help that people can have
        without an assessment: 14 community connector teams run by voluntary groups, a falls service, equipment that can
        be borrowed on the day, and reablement open to people at home as well as people leaving hospital.

        Reablement reaches 2,846 people a year, and 2,021 of them (71%) needed no long-term support at the end, up from
        66% the year before (E16). Waits are short: nine in ten start within two days of referral. The online guide to
        care and support is written with people who use it, works on a phone, and has an easy-read and a British Sign
        Language version of each main page (E22). It is kept up to date by the same partners who run the connectors.`,
      improvements: prose`
        We reach older people better than working-age adults. Only 18% of those supported by connectors were under 55
        (E8), and the reablement offer for people with a learning disability or poor mental health is a pilot in two of
        four areas. The cabinet has agreed to extend it to the whole county from April 2027.

        Small repairs and major adaptations are uneven: the five district councils work to different times, from 11 to
        29 weeks. We are moving to one agreed standard and a shared list. Direct payments are used by 29% of people
        with long-term support and growth has slowed; people say that finding a personal assistant is the hard part, so
        a matching service opens in January 2027. The strategy's measures (E2) count activity better than they count
        need that was delayed, and we are working with our public health team on a measure that does.`,
      impact: prose`
        People stay at home. Of 1,730 people aged 65 or over who left hospital into reablement in 2025 to 2026, 1,498
        (87%) were still at home 91 days later (E16). Requests for long-term residential care fell by 6% in two years
        while the number of people over 85 rose.

        Of 300 people whom connectors followed for 12 weeks, 222 (74%) reported better wellbeing on a recognised scale,
        and contact with our front door in those areas fell by 9% (E8). In the survey 71% found information easy to
        find, up from 67% (E19). Figures do not say it all: one woman's account of the weeks after a fall (E11) shows
        what six weeks of patient, ordinary work did for her confidence, and what she would still change.`,
      completed: true,
    },
    QS3: {
      score: 2,
      strengths: prose`
        We know more than we did about who is missing. In April 2026 we published our first full review of access to
        adult social care (E14). It compares people who receive support with the county's population by ethnicity,
        disability, age, sexual orientation, religion and distance from services, and it names the gaps.

        We went out and listened. Six events in five languages, planned and led by community groups, heard from 143
        people, most of whom had never contacted us (E20). Staff have clear guidance on interpreters, easy read, large
        print and British Sign Language, and can book an interpreter the same day (E27). The online guide can be read
        in eleven languages and meets the current accessibility standard (E22). A £240,000 fund for small community
        groups, decided by a panel of residents, opened in June 2026.`,
      improvements: prose`
        We are not yet closing the gaps that we can see. People from minority ethnic backgrounds are 11% of adults in
        the county and 6.4% of those with long-term support, and they use direct payments less: 21% against 29% for
        everyone (E14). In villages more than ten miles from a town, home care takes nine days to start, where the
        county figure is four.

        Our data is too thin to steer by. Sexual orientation is not recorded for 58% of people and religion for 31%
        (E14). Complaints rarely come from the groups we hear from least (E25), which we read as a lack of trust and not
        a lack of problems. A plan with 12 steps, each with a named owner and a date, goes to cabinet in December 2026.
        Until it has run for at least two quarters we think that 2 is the honest score.`,
      impact: prose`
        There are early signs, and we do not want to overstate them. Since the listening events, 61 people from the
        communities that took part have had an assessment, against 24 in the same months of the year before (E20). Where
        an interpreter was booked, people's outcomes were recorded as fully as for anyone else in 27 of 30 cases that we
        checked (E27).

        What we cannot show yet is a change in outcomes across the county. Satisfaction among people from minority
        ethnic backgrounds is nine points below the figure for everyone, from a small number of answers, and it has not
        moved (E14). Use of the translated pages has doubled to 4,100 visits a quarter (E22), which tells us about reach
        and nothing about whether people got what they needed. We will ask again in March 2027.`,
      completed: false,
    },
    QS4: {
      score: 3,
      strengths: prose`
        We know our market and providers know what we need. The market position statement sets out demand by area to
        2028, with the kinds of support we want more of and those we will buy less of (E6). It was written with
        providers, people who use services and health partners.

        Home care is there when people need it. The median time to arrange it fell from nine days in April 2025 to four
        in September 2026, and the number of people waiting more than seven days fell from 121 to 38 (E31). Of the home
        care agencies that we buy from, 83% are rated good or outstanding, as are 81% of care homes. We pay a published
        fee that rises each year with wages, and quality officers visit every contracted service at least once a year,
        more often where there is risk. Our plan for provider failure has been used twice and tested in between (E9).`,
      improvements: prose`
        Nursing care for people with advanced dementia is short. Twenty-two people live in homes outside the county
        because nothing suitable was free nearer by (E31). Two schemes with 58 places between them are due to open in
        2028, and until then we buy nine places in advance.

        Choice is narrower in the west and in the villages, where two agencies deliver most of the hours. Providers ask
        us for earlier sight of fee decisions and for one set of quality checks shared with the NHS: 77% call us a good
        partner, and only 52% say that our decisions come in time to plan (E15). Supported living for young adults with
        complex needs has a waiting list of 34. We have made it the first priority of next year's commissioning plan and
        will consult on the design with families in early 2027.`,
      impact: prose`
        People feel the difference in continuity. In the 2025 to 2026 survey 68% were extremely or very satisfied with
        their care and support, up from 64%, and in comments the commonest reason was "the same faces" (E19). Home care
        packages handed back by providers fell from 17 a month to five after the fee and rota changes of October 2025
        (E31).

        When two care homes closed in 2025, all 41 residents moved to a home of their choice or their family's, none
        went without care for a day, and 38 were still in that home six months later (E9). Providers see it too: of the
        118 that answered our survey, 91 (77%) said that we are a good partner, up from 69% (E15). We track the
        people placed out of county by name and review each of them twice a year.`,
      completed: true,
    },
    QS5: {
      score: 4,
      strengths: prose`
        Partnership here is a habit and not a meeting. A pooled fund of £86 million with the NHS, governed by one board,
        pays for reablement, discharge, equipment, carers' support and community mental health (E17). Decisions are made
        once, on one set of figures, and either partner can see them. Twelve neighbourhood teams bring social workers,
        nurses, therapists and community connectors into one building and one daily conversation.

        The voluntary sector is a partner in design as well as delivery: the 14 connector teams are run by local groups
        under five-year grants, with shared training and a seat on the board (E8). The procedure for leaving hospital is
        owned jointly and signed by all partners (E23). In its September letter the integrated care board describes the
        council as "the partner that turns up with the data and stays for the answer" (E30).`,
      improvements: prose`
        Two things stand between us and seamless support. Records do not join up: workers in neighbourhood teams still
        use two systems and enter some things twice. Reading rights across both went live in June 2026; writing rights
        wait for a decision by the NHS that is due in spring 2027.

        Providers feel less like partners than others do. Only 52% say that decisions reach them in time to plan (E15),
        and small providers find the forum hard to attend. We have moved it online every other month and pay for the
        time of the smallest. Carers also ask for partners to know about them without being told again (E29): the shared
        carers' register has 1,870 names, and we think that at least three times as many people provide substantial
        care. District housing teams will join the pooled fund's board from April 2027.`,
      impact: prose`
        People leave hospital sooner and to the right place. The average delay for people who are well enough to leave
        fell from 5.2 days to 3.1 in a year, and 94% go home and not into a bed elsewhere (E23). The integrated care
        board credits the joint team and says that readmissions did not rise (E30).

        The pooled fund's board moved £2.1 million in year from beds to home-based support because both partners trusted
        the same figures (E17). Of 300 people followed by connectors, 74% reported better wellbeing at 12 weeks (E8).
        Carers who are known to their neighbourhood team told the forum that they make one call where they used to make
        five (E29). Partners in two other areas have asked to copy the neighbourhood team agreement.`,
      completed: false,
    },
    QS6: {
      score: 3,
      strengths: prose`
        Moves between services are planned and owned. One procedure covers leaving hospital, with a named worker for
        each person, daily review of anyone who is delayed and a check within 48 hours of coming home (E23). Reablement
        picks up nine in ten people within two days (E16).

        Young people start early: of the 148 young people who are likely to need adult support, 92% had an agreed plan by
        the age of seventeen and a half, up from 76% (E10). A joint team for preparing for adulthood has workers from
        both services in it, and young people sit on the panel that appoints them. Plans for the failure of a provider,
        bad weather and loss of systems are tested every year (E9), and risks to safety in pathways are reviewed each
        month with partners on the register (E33).`,
      improvements: prose`
        Evenings and weekends are thinner. Partners tell us that a third of problems with coming home arise between
        Friday afternoon and Monday morning, most often because equipment or medicines did not arrive (E30). A seven-day
        equipment service starts in February 2027.

        Young people with mental health needs, or who are autistic without a learning disability, told us that adult
        services felt like "a door that closes at eighteen" (E10). The team's remit widens to them in April 2027, with
        two extra workers. People who move between areas of England are few but carry risk, and our procedure for them
        was written only this summer; it has been used for nine people and audited for none (E33). The plan for loss of
        systems was last tested in full in November 2025 and is due again (E9).`,
      impact: prose`
        Fewer moves go wrong. Readmissions within 30 days among people who went home with support fell from 14.6% to
        12.9%, while more people went home (E23). Of people aged 65 or over who left hospital into reablement, 87% were
        still at home 91 days later (E16).

        When two care homes closed, 41 people moved safely, each with a worker they knew, and the lessons changed the
        plan (E9). Young people describe what it meant to meet their adult worker a year ahead: 24 of the 31 who spoke
        to us said that they knew what would happen next, and seven said that they did not (E10). The integrated care
        board says that the daily review "has taken the heat out of discharge" (E30).`,
      completed: true,
    },
    QS7: {
      score: 3,
      strengths: prose`
        People are at the centre of safeguarding. In 2025 to 2026 we concluded 1,764 enquiries under section 42 of the
        Care Act. People, or someone speaking for them, were asked what they wanted in 1,588 of them (90%), and of the
        1,420 who said, 1,349 (95%) had it met in full or in part (E18). Audits agree: the person's wishes were clear in
        16 of 18 safeguarding cases (E26 p.5).

        Concerns are looked at promptly: 91% of 6,210 concerns had a decision within two working days (E18). The
        safeguarding adults board has an independent chair, a subgroup of people with experience of abuse or neglect,
        and an assurance exercise in which each partner is tested by the others (E12). Learning from two reviews was put
        into training within three months of publication.`,
      improvements: prose`
        Too many people still wait for a decision about deprivation of liberty. The list fell from 640 to 288 in 18
        months and everyone on it is ranked by risk, but 288 is too many, and 41 have waited more than a year (E18). We
        expect to clear the longest waits by June 2027 with six more trained assessors.

        The board's exercise found that self-neglect is understood differently from one partner to the next, and that
        feedback to people who raise concerns is patchy (E12): 57% of professionals heard what came of a concern. Some
        people told us that the enquiry took long and that they did not know when it had ended (E24). We now send a
        plain closing letter, agreed with the person, and count it. Advocacy was arranged in 86% of the cases that needed
        it, and we want to know about each of the rest.`,
      impact: prose`
        People are safer and say so. The risk was removed or reduced in 1,623 of 1,764 concluded enquiries (92%), the
        same as last year with more enquiries (E18). In conversations after an enquiry, 63 of 78 people said that they
        felt safer, nine felt the same and six felt less safe; a manager went back to each of those six (E24).

        Repeat enquiries about the same person within a year fell from 19% to 16% (E18), most of all in care homes that
        had support from the provider quality team. The board's partners scored the council "strong" on listening to
        people and "developing" on feedback (E12), which fits what people told us. We do not yet know enough about
        outcomes for people who lack capacity and have no family, and will look at 40 of their cases in early 2027.`,
      completed: true,
    },
    QS8: {
      score: 3,
      strengths: prose`
        Leaders know the service and its risks. One set of figures goes from teams to the monthly performance board, to
        cabinet members and to scrutiny without being rewritten on the way (E32, E31, E18). The scrutiny committee has
        looked at waiting times three times in 18 months, heard from people who waited, and followed up its own
        recommendations (E28).

        The risk register is read and used: each of its 14 risks has an owner, a measure and a date, and four were closed
        in the last year (E33). Staff know their leaders: 81% say that their manager supports them and 78% are proud to
        work here (E21). The principal social worker reports to the director and meets the chief executive every
        quarter. Complaints and what we learned from them go to committee twice a year in public (E25).`,
      improvements: prose`
        Money is tight and we say so. We forecast an overspend of £3.9 million, 1.4% of a budget of £274 million, mostly
        because of the cost of complex placements (E33). Savings of £6.2 million for 2027 to 2028 each have an
        assessment of their effect on people, and two were withdrawn because of it.

        Workload is the thing that staff would change: 58% say that theirs is manageable, up from 52% but not good enough
        (E21). Social work vacancies fell from 12.6% to 8.9%. We are strong on figures about waiting and weaker on
        figures about outcomes, which scrutiny pointed out in September (E28). From January 2027 the performance board
        will open with one person's experience and three measures of outcomes. Fourteen data breaches in the year were
        all minor, yet nine were e-mails to the wrong person, so training is being repeated.`,
      impact: prose`
        Decisions taken on good information changed what people get. In October 2025 the performance board saw that the
        south team's list was growing, moved five workers there within a month, and the wait there fell from 58 days to
        23 by September 2026 (E32). The fee change that cut handed-back home care was made on the capacity figures, with
        the cost and the risk set out (E31).

        Scrutiny can point to change: of its 11 recommendations on waiting times, nine are done and two are on time (E28).
        Staff turnover fell from 13.4% to 10.8%, and people notice: "they stopped changing my worker" was among the
        compliments reported to committee (E25). In the staff survey 64% said that leaders act on what staff tell them,
        up from 55% (E21).`,
      completed: true,
    },
    QS9: {
      score: 3,
      strengths: prose`
        We learn in the open. Every practice audit ends in a conversation with the worker, and its themes go to all teams
        within a month (E26 p.7). The practice framework (E13) came out of two years of audits and is revised each April with
        practitioners and with people who use services. Supervision is regular: 88% of social workers and occupational
        therapists have it every month (E7).

        Complaints are used. We answered 84% of 268 complaints within 20 working days and published what we changed
        because of them (E25). People who had never used our services shaped the work on equity through the listening
        events (E20), and are paid for their time. Each autumn the director writes to all staff about what changed because
        they said so (E34). Sixteen newly qualified workers finished their first year with us and all 16 stayed.`,
      improvements: prose`
        Learning travels more slowly than it should between partners. Only 49% of staff say that they hear about learning
        from other teams or organisations (E21), and lessons from reviews reach care providers through a newsletter that
        few read. A learning network with providers and the NHS starts in February 2027.

        We try things well and stop things badly: of nine pilots since 2024, five became normal practice, one was stopped
        and three have no decision. A simple test at six months now applies to each. Time to learn is under pressure:
        31% of social workers could not take the development days they had booked (E7). More complaints should be
        settled early, as 53% were upheld at least in part, and delay and unclear charges have led the list for two years
        (E25). We will use technology more boldly once staff and people who use services agree how it is safe.`,
      impact: prose`
        Practice has improved where we put effort. The share of audited cases that are good or better rose from 74% to
        82%, and the recording of carers' views from 54% to 63%: progress, from a low start (E26). Complaints about
        communication fell by a quarter after teams began to agree with each person how to keep in touch (E25).

        Staff see the link: 64% say that leaders act on what they say, up from 55% (E21), and the director's message of
        October 2026 lists seven changes with the team that asked for each (E34). In the health check 79% said that they
        would recommend this council as a place to practise, up from 71% (E7). Shorter wording in our letters, written
        with people from the listening events, halved the calls that ask what a letter means (E20).`,
      completed: true,
    },
  },
  evidence: exampleshireEvidence,
};
