import { redirect } from "next/navigation";

export default function StudioPage(): never {
  redirect("/studio/studies");
}
