-- AlterEnum
ALTER TYPE "snapshot_kind" ADD VALUE 'proposed';
