-- AlterEnum
ALTER TYPE "pack_form" ADD VALUE 'zip';
