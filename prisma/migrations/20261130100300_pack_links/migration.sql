-- AlterEnum
ALTER TYPE "LinkKind" ADD VALUE 'pack';
