import { answerUpload } from './answer-upload.ts';

type UploadsRoute = { params: Promise<{ council: string }> };

export async function POST(request: Request, { params }: UploadsRoute): Promise<Response> {
  return answerUpload(request, (await params).council);
}
