-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'pack_made';

-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'pack_failed';
