-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'erasure_asked';
ALTER TYPE "notice_kind" ADD VALUE 'erasure_decided';
