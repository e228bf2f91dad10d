-- AlterEnum
ALTER TYPE "snapshot_kind" ADD VALUE 'packed';
