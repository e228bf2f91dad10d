-- AlterEnum
ALTER TYPE "pack_form" ADD VALUE 'bundle';

-- AlterEnum
ALTER TYPE "pack_step" ADD VALUE 'preparing' BEFORE 'setting';

