import type { HelpTopic } from '#lib/help/topic.ts';
import { FEED_DAYS } from '#lib/record/links/rules.ts';

/** From the notice of an inspection to its report. */
export const INSPECTION = {
  inspections: {
    title: 'Run an inspection',
    lead: 'Start an inspection on the day the notice comes, and see what is due when. Rehearse one before.',
    permission: 'inspection:manage',
    parts: [
      {
        heading: 'Start',
        steps: [
          'Open **Inspections** and select **Start an inspection**.',
          'Choose what kind it is, and enter its name and the date of the notice.',
          'Say whether it is a rehearsal, then select **Start inspection**.',
        ],
      },
      {
        heading: 'Change a date',
        steps: [
          'Open the inspection. In the timeline, select **Change** beside the step.',
          'Enter the date that you were given, and who sees to it. An empty date is worked out again.',
          'Select **Save step**. Dates that follow this one move with it.',
        ],
      },
      {
        heading: 'Mark a step as done',
        steps: [
          'Open the inspection. If it was done today, select **Done today** beside the step.',
          'Otherwise select **Change**, enter the date under **Done on** and select **Save step**. What CQC does counts from that day.',
        ],
      },
      {
        heading: 'Reminders',
        text: [
          'The owner of a step of the council’s is notified a week before it and when it is overdue, until it is marked as done; without an owner, the assurance leads are. So are the owners of items of a return, until those are ready. What is yours is in **My work**, and on the summary once it is due within a week.',
        ],
      },
      {
        heading: 'See the dates in your own calendar',
        steps: [
          'Open the inspection and select **Dates in your own calendar**.',
          'Say who the link is for and when it should expire, then select **Create link**.',
          'Copy the link and subscribe to it in your calendar. It is not shown again.',
        ],
        text: [
          `The calendar follows when dates move, as soon as the program asks again. It has the names and dates of steps alone. A link works for up to ${FEED_DAYS.max} days, and **Withdraw** ends it.`,
        ],
      },
      {
        heading: 'Name who sees cases and the draft report',
        steps: [
          'Open the inspection and select **Named people**.',
          'Select a person and what they are named as, then **Name this person**. They are told, and so is who was named as that before.',
          'Select **End** beside a person who no longer needs it.',
        ],
        text: [
          'An assurance lead or a director names people, themselves too. Nobody else sees cases, reflective logs or the draft report, whatever their role.',
        ],
      },
      {
        heading: 'Export the answers to a return',
        steps: [
          'Open the list of the return and select **Export the answers**.',
          'Choose a ZIP of the files or a bundle, say what it is for, and select **Export**.',
          'Download it from the page of the pack when it is ready.',
        ],
        text: [
          'The ZIP has a cover list, a folder for each item in the order of the list, each file once, data tables as CSV, and the fingerprint of every file. The bundle has the list with its answers and the pages of the evidence in the same order. Both are evidence packs: they are kept, shared by a link and checked like others.',
          'An assessment has to be open, because the answers are kept with its content.',
        ],
      },
      {
        heading: 'Steps of your own',
        steps: ['Open the inspection and select **Add a step**.', 'Enter its name and date, then save it.'],
      },
      {
        heading: 'How dates are worked out',
        text: [
          'Each step has a usual duration, such as three weeks for the information return. It is shown with its source: where CQC has not published one, it is an estimate.',
          'Working days leave out weekends and the bank holidays of England. Bank holidays: gov.uk/bank-holidays, © Crown copyright, Open Government Licence v3.0.',
        ],
      },
    ],
  },
  cases: {
    title: 'Keep cases and reflective logs',
    lead: 'The cases that CQC tracks, drawn so that anybody can repeat it, and what practitioners think about their work. Only named people see them.',
    permission: 'named:work',
    parts: [
      {
        heading: 'Open the register',
        steps: [
          'Be named as keeper of cases. Open the inspection, then **Cases**, and select **Open the register**.',
          'Enter an invented example of a reference. References must look like it, with a digit for each digit.',
          'Say how many cases are needed and on which day all of it is deleted, then select **Open register**.',
        ],
      },
      {
        heading: 'Draw cases',
        steps: [
          'Save the references of your case system as CSV with the columns Reference, Cohort and Team.',
          'Select **Draw cases**, then the file, and **Count them**.',
          'Enter how many to draw, and exactly how many of a cohort or a team where it matters. Select **Draw cases**.',
        ],
        text: [
          'The page of a draw has its seed and how to repeat it. Every draw is numbered and in the history, so that drawing again is seen.',
        ],
      },
      {
        heading: 'Keep a case up to date',
        steps: [
          'Open the case from the list and set its state, consent, advocacy and chronology.',
          'Write in the notes what is still to be done, without saying who it is, and select **Save case**.',
          'When CQC has the list, mark all that were drawn as offered at once with the button below the list.',
        ],
        text: [
          'NHS numbers and postcodes are refused. A practitioner is a code, never a name. Files of cases are not taken. Many cases can be changed by **Import**.',
        ],
      },
      {
        heading: 'Write a reflective log',
        steps: [
          'Be named as writer of reflective logs. Open the inspection, then **Reflective logs**, and select **Start a log**.',
          'Fill in the five boxes. **Save** keeps it for later; **Save and send for review** tells the keepers.',
          'A keeper reads it, writes what CQC would ask, and says that it is ready or goes back. A keeper’s own log is for another keeper.',
        ],
      },
      {
        heading: 'Delete it all',
        text: [
          'Cases, draws and logs are deleted on the day of the register, or before by a keeper with **Delete cases and reflective logs now**. The history keeps numbers alone, and checking it finds any row that comes back. A backup has them until it is deleted too. The draft report stays until those who check it remove it.',
        ],
      },
    ],
  },
  calendar: {
    title: 'See what is due',
    lead: 'The calendar shows the steps of inspections, the items of information returns, the sessions of visits, quality statements and reviews of evidence by the day they are due.',
    permission: 'inspection:view',
    parts: [
      {
        heading: 'Find a day',
        steps: [
          'Open **Calendar**. What is late comes first, then the month.',
          'Select **Previous month** or **Next month**, or **List** to read the days one after the other.',
          'Select **Only mine** to leave out what others see to.',
        ],
      },
      {
        heading: 'Change a date',
        text: [
          'Each entry leads to where its date is set: the inspection, the statement or the evidence. The calendar has no dates of its own.',
        ],
      },
      {
        heading: 'Print',
        text: ['Print the page with your browser. A month is a sheet of A4 across.'],
      },
    ],
  },
  visit: {
    title: 'Plan the visit',
    lead: 'Interviews and focus groups with who takes part, requests made on site, and what was heard.',
    permission: 'visit:view',
    parts: [
      {
        heading: 'Add a session',
        steps: [
          'Open the inspection, then its visit, and select **Add a session**.',
          'Enter when and where it is, and a line for each person, with the job after a comma.',
          'Write the brief, tick the quality statements that it is likely to be about, and select **Save session**.',
        ],
        text: [
          'Two sessions that need the same person or room at the same time are marked as a clash.',
          'With **Import sessions** they come from a spreadsheet: download the sessions first for its columns.',
        ],
      },
      {
        heading: 'Print what people need',
        steps: [
          'Select **Day sheet** beside a day for all its sessions.',
          'Select the name of a person for when and where they are needed, with scores, reasons, evidence and likely questions of their statements.',
        ],
      },
      {
        heading: 'Note what you hear',
        steps: [
          'On your phone, open the visit and select **Note what you hear**.',
          'Write the question or remark, choose its theme and select **Save note**. The page is ready for the next one.',
        ],
        text: [
          'Without a connection the page says that the note is not saved yet and sends it again. Keep it open until then: nothing is kept on the phone.',
        ],
      },
      {
        heading: 'Requests on site',
        steps: [
          'Select **Note a request**, and enter what is asked for, by when, and who sees to it.',
          'When it is given, select **Answer** beside it and enter what was given.',
        ],
      },
    ],
  },
  returns: {
    title: 'Answer an information return',
    lead: 'What you were asked for, who answers what, how, and how far you are.',
    permission: 'return:answer',
    parts: [
      {
        heading: 'Start the list',
        steps: [
          'Open the inspection and select **Start the list**.',
          'Say where the list comes from, its name and its dates, then select **Start list**.',
          'Unless you started with our checklist, select the file that you were sent or paste the list from the letter, and select **Check what would change**.',
          'Read what would change and import it. Nothing is imported before.',
        ],
        text: [
          'Our checklist is written by us from the topics of the quality statements. It is not CQC’s list and has no numbers.',
          'A new version of the list is imported in the same way. Answers stay with their items, and **Versions** shows what changed. What is asked for later is another list of the same inspection, with its own date.',
        ],
      },
      {
        heading: 'Say who answers what',
        steps: [
          'Open the list and select items, or **Select all on this page**.',
          'Choose **Give an owner or a date**, then select **Continue**.',
          'Select the owner, enter a date, or both, and select **Assign**.',
        ],
      },
      {
        heading: 'Answer an item',
        steps: [
          'Open the list and select **Answer the next item**.',
          'Tick evidence that is linked to the item’s statements, search for other evidence, or type references: E12, page 4.',
          'For other answers choose **Another item**, **Public page**, **Data table**, **Not held** or **To follow** first.',
          'Select **Save and next item**.',
        ],
        text: [
          'An item can have many answers, and evidence can answer many items. Evidence that is withdrawn, erased or to be redacted does not count any more, and the item says so.',
        ],
      },
      {
        heading: 'Sign off',
        text: [
          'Say that an item is ready when you answer it, or select several in the list and choose **Mark as ready for sign-off**. An assurance lead or director then chooses **Sign off**. Nobody signs off an item that they own.',
          'An item that is signed off cannot be changed until it is opened again.',
        ],
      },
      {
        heading: 'See how far you are',
        text: [
          '**Readiness** shows what is late, what does not hold any more, the items of each owner and of each day, and how many a day are needed from now on.',
        ],
      },
      {
        heading: 'Send it',
        steps: [
          'Export the answers, and send the file to CQC as it asks.',
          'Open the list and select **Mark as sent**. Enter the date and select the pack that was sent.',
        ],
        text: ['Answers of a list that was sent cannot be changed unless it is marked as not sent.'],
      },
      {
        heading: 'Rehearse',
        text: [
          'Start an inspection as a rehearsal and answer its list. When the notice comes, open that list and select **Start the real one with this list and its answers**.',
        ],
      },
    ],
  },
  accuracy: {
    title: 'Check the draft report',
    lead: 'Collect what the draft gets wrong, page by page, and send it within ten working days.',
    permission: 'named:work',
    parts: [
      {
        heading: 'Before the draft comes',
        text: [
          'An assurance lead or a director names the checkers of the draft report on the page of the inspection. Nobody else sees it, whatever their role.',
        ],
      },
      {
        heading: 'Upload it',
        steps: [
          'Open the inspection, then its draft report, and select **Upload the draft report**.',
          'Enter the date it came, select the PDF and then **Upload draft**. The ten working days count from the day after, on the timeline too.',
        ],
      },
      {
        heading: 'Collect points',
        steps: [
          'Select **Read it page by page**. On the page with the mistake, select **Add a point**.',
          'Enter what the draft says, what is right, and the evidence with its page. It counts as it is that day.',
          'Choose an owner and select **Save point**. When it is settled, change its state to **Agreed**.',
        ],
      },
      {
        heading: 'Send them',
        steps: [
          'Under the points, download **Agreed and sent points (PDF)** or **All points (CSV)**. Both are in the order of the pages.',
          'Change the state of each point to **Sent**, and later enter its outcome.',
        ],
      },
    ],
  },
} satisfies Record<string, HelpTopic>;
