import { answerUpload } from '#app/councils/[council]/evidence/uploads/answer-upload.ts';

type UploadRoute = { params: Promise<{ council: string; id: string }> };

export async function POST(request: Request, { params }: UploadRoute): Promise<Response> {
  return answerUpload(request, (await params).council);
}

export async function HEAD(request: Request, { params }: UploadRoute): Promise<Response> {
  return answerUpload(request, (await params).council);
}
