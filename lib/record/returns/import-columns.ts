import type { CsvColumns } from '#lib/kernel/csv.ts';

export type RequiredColumn = 'What is asked';
export type OptionalColumn = 'Number' | 'Heading' | 'Quality statements' | 'Kind' | 'Owner' | 'Due';

/** The columns of a list of items. What others call them is tried too. */
export const RETURN_COLUMNS: CsvColumns<RequiredColumn, OptionalColumn> = {
  required: ['What is asked'],
  optional: ['Number', 'Heading', 'Quality statements', 'Kind', 'Owner', 'Due'],
  names: {
    'What is asked': [
      'Asked',
      'Request',
      'Information requested',
      'Information required',
      'Evidence requested',
      'Requirement',
      'Question',
      'Description',
      'Wording',
      'Item description',
    ],
    Number: ['No', 'Ref', 'Reference', 'Item', 'Item number', 'Item no', 'ID'],
    Heading: ['Theme', 'Section', 'Topic', 'Area', 'Category'],
    'Quality statements': ['Quality statement', 'Quality statement(s)', 'Statements', 'Statement', 'QS'],
    Kind: ['Type', 'Format', 'Type of information'],
    Owner: ['Lead', 'Responsible', 'Owner email'],
    Due: ['Due date', 'Deadline', 'Due by'],
  },
};
