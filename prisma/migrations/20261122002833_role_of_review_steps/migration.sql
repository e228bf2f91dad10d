-- AlterTable: nothing has taken a step yet, so there is no row without a role.
ALTER TABLE "review_steps" ADD COLUMN     "role" "role" NOT NULL;
