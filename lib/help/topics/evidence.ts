import type { HelpTopic } from '#lib/help/topic.ts';

/** What people do with evidence: add it, and what happens to it later. */
export const EVIDENCE = {
  search: {
    title: 'Search the council',
    lead: 'Find words in evidence and the files themselves, statements, comments, measures, topics and help.',
    parts: [
      {
        steps: [
          'Type words in the box at the top of any page, in the menu on a small screen, and select **Search**.',
          'Select a result. For words in a file, the page that fits best is named: select it to open the item there.',
        ],
      },
      {
        heading: 'What it finds',
        text: [
          'Results have all the words, in any form: “assess” finds “assessments”. Capitals and accents make no difference. Put quotation marks around words that must follow each other, such as “short breaks”. Very common words, such as “the” and “own”, make no difference. A reference such as E12 leads to that item.',
          'Of a file, only the newest version is searched, once its text has been read and it is free of viruses. You find only what you can read on the pages of the service.',
          'If nothing has a word, the nearest word from a title is used instead, and the page says so. Common short forms of social care, and of financial years, are offered written out. A reference with a page, such as E12 p.4, leads to that page.',
        ],
      },
    ],
  },
  'add-evidence': {
    title: 'Add and cite evidence',
    lead: 'Keep documents and links in one list, use them for any statement, and mention them in its text.',
    permission: 'evidence:add',
    parts: [
      {
        heading: 'Add evidence',
        steps: [
          'Open **Evidence** and select **Add evidence**.',
          'Choose a way: **Upload files**, **Add a link** or **Write a note**.',
          'Select the files and their category, and say whether they contain personal data.',
          'Select **Upload**. Each file gets a number such as E12, which never changes.',
        ],
      },
      {
        heading: 'Use it for a statement',
        steps: [
          'Open the statement. Under **Find evidence by title or reference**, type some of its words and select **Find**.',
          'Tick the items and select **Attach selected**.',
          'Open an item on the statement to say what it shows there and where in the document to look.',
        ],
        text: ['For several statements at once, open the item and select **Link to selected statements**.'],
      },
      {
        heading: 'Keep it up to date',
        text: [
          'Give it an owner and a date under **Review by**. The owner is reminded two weeks before that day and once it has passed, or the leads if nobody owns it. If it still shows what your statements say, open it and select **Still current**. **Expired**, above the evidence list, shows what is past its review date.',
        ],
      },
      {
        heading: 'If it holds personal data',
        text: [
          'Say so when you add it, and whether it needs redaction. What needs redaction is kept out of packs and does not count as evidence, until you replace the file with a redacted one and change the answer.',
          'The service looks for likely personal data in titles, file names and texts. Until somebody has checked it, lists and statements say so. Open the item to see what was found and where.',
        ],
      },
      {
        heading: 'Correct it',
        text: [
          'Open the item and select **Change details**. If it does not belong to a statement, open it there and select **Remove from this statement**. It stays in the evidence list.',
        ],
      },
      {
        heading: 'Cite it',
        text: [
          'Write its number in the text, such as (E12), or select **Insert** beside the item. The number becomes a link, and the checks count the paragraph as having evidence. With a page, slide or sheet, such as E12 p.4, the link opens the document there.',
          'Files with macros, scripts or other active content are refused, because they could harm whoever opens them. Save such a file as a PDF and upload that.',
        ],
      },
    ],
  },
  'add-many-files': {
    title: 'Add several files',
    lead: 'Add up to 200 files or a whole folder, and answer the questions about many files together.',
    permission: 'evidence:add',
    parts: [
      {
        steps: [
          'Open **Evidence**, select **Add evidence**, then **Add several files**.',
          'Choose or drop the files or a folder. Uploading starts straight away.',
          'When they are saved, answer the questions about them. If the answers differ, select some files at a time and select **Save answers for selected files**.',
          'Select **Add to the evidence list**.',
        ],
      },
      {
        heading: 'If the connection is lost or the page closes',
        text: [
          'While the page stays open, uploading continues by itself when the connection is back. If the page closes, choose the same files again: they continue where they stopped.',
        ],
      },
      {
        heading: 'If a file is in the list already',
        text: [
          'The page says which item has the same content. Use that item, or select **Keep both** to add the file as well.',
        ],
      },
    ],
  },
  'replace-a-file': {
    title: 'Replace a file',
    lead: 'Add a new version of a document under its number, so that nothing that cites it has to change.',
    permission: 'evidence:edit',
    parts: [
      {
        steps: [
          'Open the item and select **Replace the file**.',
          'Select the **New version of the file** and say why you are replacing it.',
          'Change the date if the new version covers a later period.',
          'Select **Replace the file**.',
        ],
      },
      {
        heading: 'What follows',
        text: [
          'The item keeps its number, and statements that use it follow the new version. Page references written for an earlier version are marked to be checked. The people who use the item are notified.',
          'Earlier versions can still be downloaded. Under **Versions of the file**, each can be compared with the one before, to see which words have changed. Signed versions and closed assessments keep the version that they were made with.',
        ],
      },
      {
        heading: 'If somebody else replaced it first',
        text: ['You are told who, and nothing is changed. Look at their version, then decide.'],
      },
      {
        heading: 'If it is a link',
        text: [
          'A link has no file to replace. If the document has moved, add the new address as evidence and withdraw the old item.',
        ],
      },
    ],
  },
  'withdraw-evidence': {
    title: 'Withdraw evidence',
    lead: 'Take evidence out of use when it is wrong or out of date, without losing what it was used for.',
    permission: 'evidence:edit',
    parts: [
      {
        steps: [
          'Open the item and select **Withdraw**, which shows its number.',
          'Say why. Everyone in your council can read it.',
          'Select **Withdraw evidence**. The people who use the item are notified.',
        ],
      },
      {
        heading: 'What follows',
        text: [
          'Nobody can newly cite it or attach it to a statement, and it no longer counts as evidence. Nothing is deleted: what uses it keeps it, marked as withdrawn.',
          'To find what is withdrawn, select **More filters** in the evidence list, then **Withdrawn**.',
        ],
      },
      {
        heading: 'Use it again',
        steps: ['Open the item and select **Use again**.'],
      },
    ],
  },
  'many-items': {
    title: 'Find and change many items at once',
    lead: 'Filter the evidence list, then set an owner, a review date, tags or links for many items together.',
    permission: 'evidence:edit',
    parts: [
      {
        heading: 'Find them',
        text: [
          'Every filter and the order are in the address of the list, so you can bookmark it or send it to somebody. Select **More filters** for owner, source, topic, tag, kind of file, marking and dates. Select the heading of a column to sort by it, and again to reverse it.',
          'Select **Save this view** to keep the filters and the order under a name, for yourself or for your council.',
          'Select **Download this list (CSV)** for what you see, on all its pages.',
        ],
      },
      {
        heading: 'Change them',
        steps: [
          'Select items in the list, or select **Select all on this page**.',
          'Choose what to do under **With the selected items**, then select **Continue**. For more than one page, filter the list and select the link to change all the items that match, which says how many there are.',
          'Check which items change and which cannot, then confirm.',
        ],
        text: [
          '**Mark as still current** is for items that you have reviewed: it sets their next review date, and the history names you for each. **Set the review date** only changes the date.',
          'Up to 1,000 items change at once: all of them or none. What somebody else changed after you opened the page is left as it is, and named.',
        ],
      },
      {
        heading: 'Undo it',
        text: [
          'The page that follows says what changed, and has a button under **Undo** that puts the items back. It leaves what has been changed since. You can also find the page from **Activity**.',
        ],
      },
    ],
  },
  'hold-evidence': {
    title: 'Place a legal hold',
    lead: 'Keep evidence from being erased while a complaint, a claim or an inquiry needs it.',
    permission: 'evidence:hold',
    parts: [
      {
        steps: [
          'Open the item and select **Place a legal hold on**, which shows its number.',
          'Say why. Everyone in your council can read it.',
          'Select **Place a legal hold**.',
        ],
      },
      {
        heading: 'What follows',
        text: [
          'Nobody can erase the item or any version of its file. It can still be used, replaced and withdrawn. It is left out of the list of what is past the time that your council keeps evidence.',
        ],
      },
      {
        heading: 'End the hold',
        steps: ['Open the item and select **Release the hold**.'],
      },
    ],
  },
  'erase-evidence': {
    title: 'Erase evidence',
    lead: 'Remove for good what should never have been here, such as the wrong person’s data. Two people decide.',
    permission: 'evidence:erase',
    parts: [
      {
        heading: 'Ask for it',
        steps: [
          'Open the item and select **Erase**, which shows its number.',
          'Read what is erased and what is kept.',
          'Say why it should never have been here, without repeating what must be erased.',
          'Select **Ask for it to be erased**. You can select **Take back the request** until it is answered.',
        ],
        text: [
          'If it is only out of date, withdraw it instead. Evidence on legal hold cannot be erased until the hold is released.',
        ],
      },
      {
        heading: 'Answer the request of somebody else',
        steps: [
          'Open the request from your tasks or notifications, or from the item with **See the request**.',
          'Select **Yes, erase it**, which cannot be undone, or **No, decline** and say why.',
          'Select **Send your answer**.',
        ],
      },
      {
        heading: 'What follows',
        text: [
          'The file, its versions, its title and what people wrote about it are gone. Its number is never used again, and texts that cite it show it as erased. The history says who asked, who confirmed and why.',
          'Copies that people downloaded, and what they wrote about it elsewhere, stay: check these yourself. Backups keep it until they are deleted.',
        ],
      },
    ],
  },
  topics: {
    title: 'Follow a topic across statements',
    lead: 'A topic, such as unpaid carers or waiting lists, gathers what you have on it: measures, evidence, paragraphs and what is missing.',
    parts: [
      {
        heading: 'Add to a topic',
        steps: [
          'Evidence: choose **Topics** when you add or edit an item.',
          'Measures: choose **Topics** when you add or change a measure of your own. Those that come with the service have theirs.',
        ],
        text: [
          'Paragraphs of the statements are found by rule: those that cite evidence with the topic, and those with one of its words. The page of the topic lists the words, and says beside each paragraph why it is there.',
        ],
      },
      {
        heading: 'Add a topic of your own',
        steps: [
          'Open **Evidence**, then **Topics**, and select **Add a topic**.',
          'Give its name, what it is about, the words to look for in the statements and the measures to show, then select **Add topic**.',
        ],
        text: [
          'Only an assurance lead can do this. To change it, or to stop offering it for evidence, open the topic and select **Change the topic**.',
        ],
      },
      {
        heading: 'Gaps',
        text: [
          'The page starts with what is missing: no evidence from the people concerned, no measure with a value of the last 12 months, no statement that mentions it, or evidence that is old, past its review date or without an owner.',
        ],
      },
    ],
  },
  'virus-checks': {
    title: 'Open a file that is checked for viruses',
    lead: 'If the service has a virus scanner, a file can be opened and counts as evidence once no virus was found in it.',
    parts: [
      {
        heading: 'Being checked for viruses',
        text: [
          'Wait a minute, then open the item again. You can cite it and attach it to statements meanwhile.',
          'If it has waited for longer, its page says since when, and it is checked as soon as the scanner answers. An administrator can see on **Council** whether other files wait too.',
        ],
      },
      {
        heading: 'Contains a virus',
        steps: [
          'Do not open the file on your computer. Tell your IT team what the item’s page says was found.',
          'Get the document from its source again, then open the item and select **Replace the file**.',
          'If your IT team says that there is no virus, select **Check again** in a few days. The scanner is updated in the meantime.',
        ],
        text: [
          'The leads and whoever added the file are notified. Clean files are checked once more each week, so a virus can also be found later.',
        ],
      },
      {
        heading: 'Could not be checked for viruses',
        text: [
          'The item’s page says why. If the file is too large or has many files within it, split it or save it as a PDF, then select **Replace the file**. Otherwise select **Check again**.',
        ],
      },
    ],
  },
} satisfies Record<string, HelpTopic>;
